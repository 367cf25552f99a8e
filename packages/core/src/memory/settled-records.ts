import type { AuditRecord } from '../record/audit-record.ts';
import { createIdColumn } from './id-column.ts';
import { createRepeated, type OwnKey, type Repeated } from './repeated.ts';

/** Records that are kept for long, by place. */
export interface SettledRecords {
  /** Copies a record to a place, over the one that was there. */
  settle(place: number, record: AuditRecord): void;
  /** The record of a place, made anew; `undefined` where none has settled. */
  at(place: number): AuditRecord | undefined;
}

/** One column for each thing that is a record's own; ids have columns of their own kind. */
type Columns = {
  readonly [Key in Exclude<OwnKey, 'id' | 'unit'>]: AuditRecord[Key][];
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
    at: [],
    dropped: [],
    subject: [],
    subjectCount: [],
    actor: [],
    consentRecordId: [],
    consentAgeMs: [],
    trace: [],
  };
  return {
    settle(place, record) {
      repeated[place] = repeatedOf(record);
      ids.keep(place, record.id);
      units.keep(place, record.unit);
      columns.at[place] = record.at;
      columns.dropped[place] = record.dropped;
      columns.subject[place] = record.subject;
      columns.subjectCount[place] = record.subjectCount;
      columns.actor[place] = record.actor;
      columns.consentRecordId[place] = record.consentRecordId;
      columns.consentAgeMs[place] = record.consentAgeMs;
      columns.trace[place] = record.trace;
    },
    at(place) {
      const shared = repeated[place];
      const at = columns.at[place];
      if (shared === undefined || at === undefined) return undefined;
      const { kind, ...rest } = shared;
      return {
        id: ids.at(place),
        at,
        kind,
        unit: units.at(place),
        ...rest,
        dropped: columns.dropped[place],
        subject: columns.subject[place],
        subjectCount: columns.subjectCount[place],
        actor: columns.actor[place],
        consentRecordId: columns.consentRecordId[place],
        consentAgeMs: columns.consentAgeMs[place],
        trace: columns.trace[place],
      };
    },
  };
}
