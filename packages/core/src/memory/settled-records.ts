import type { AuditRecord } from '../record/audit-record.ts';
import { createIdColumn } from './id-column.ts';
import { createRepeated, type OwnKey, type Repeated } from './repeated.ts';

/** Records that are kept for long, by place. */
export interface SettledRecords {
  /** Copies records to places that follow each other, over those that were there. */
  settle(place: number, records: readonly AuditRecord[]): void;
  /** The record of a place, made anew; `undefined` where none has settled. */
  at(place: number): AuditRecord | undefined;
}

/** One column for each thing that is a record's own; ids have columns of their own kind. */
type Columns = {
  readonly [Key in Exclude<OwnKey, 'id' | 'unit'>]: Column<AuditRecord[Key]>;
};

/**
 * Takes records apart: what they repeat is kept once, ids are kept as bytes, and the rest are single values in columns.
 * No object is made for a record, so that the collector has none to move and to clear away.
 */
export function createSettledRecords(): SettledRecords {
  const repeatedOf = createRepeated();
  const repeated: Repeated[] = [];
  const ids = createIdColumn();
  const units = createIdColumn();
  const columns: Columns = {
    at: new Column(),
    dropped: new Column(),
    subject: new Column(),
    subjectCount: new Column(),
    actor: new Column(),
    consentRecordId: new Column(),
    consentAgeMs: new Column(),
    trace: new Column(),
  };

  function settleOne(place: number, record: AuditRecord): void {
    repeated[place] = repeatedOf(record);
    columns.at.keep(place, record.at);
    columns.dropped.keep(place, record.dropped);
    columns.subject.keep(place, record.subject);
    columns.subjectCount.keep(place, record.subjectCount);
    columns.actor.keep(place, record.actor);
    columns.consentRecordId.keep(place, record.consentRecordId);
    columns.consentAgeMs.keep(place, record.consentAgeMs);
    columns.trace.keep(place, record.trace);
  }

  return {
    settle(place, records) {
      const theirIds: string[] = [];
      const theirUnits: string[] = [];
      records.forEach((record, index) => {
        settleOne(place + index, record);
        theirIds.push(record.id);
        theirUnits.push(record.unit);
      });
      ids.keep(place, theirIds);
      units.keep(place, theirUnits);
    },
    at(place) {
      const shared = repeated[place];
      const at = columns.at.at(place);
      if (shared === undefined || at === undefined) return undefined;
      const { kind, ...rest } = shared;
      return {
        id: ids.at(place),
        at,
        kind,
        unit: units.at(place),
        ...rest,
        dropped: columns.dropped.at(place),
        subject: columns.subject.at(place),
        subjectCount: columns.subjectCount.at(place),
        actor: columns.actor.at(place),
        consentRecordId: columns.consentRecordId.at(place),
        consentAgeMs: columns.consentAgeMs.at(place),
        trace: columns.trace.at(place),
      };
    },
  };
}

/** The values of one key by place; where nobody has one, nothing is kept. */
class Column<Value> {
  readonly #values: (Value | undefined)[] = [];

  keep(place: number, value: Value | undefined): void {
    const values = this.#values;
    if (value === undefined && values.length === 0) return;
    // Without gaps: V8 keeps an array with a large one as a dictionary.
    while (values.length < place) values.push(undefined);
    values[place] = value;
  }

  at(place: number): Value | undefined {
    return this.#values[place];
  }
}
