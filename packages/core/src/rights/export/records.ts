import type { Catalogue } from '../../catalogue/catalogue.ts';
import { isPrivacyError, PrivacyError } from '../../errors.ts';
import type { PersonalDataSource } from '../../ports.ts';
import { type OpenSource, openSource } from './open-source.ts';
import { type JsonValue, type RecordReader, valuesOf } from './record-values.ts';
import type { ExportedModel, Selection } from './selection.ts';

/** One record as every format writes it. */
export interface ExportedRecord {
  readonly model: string;
  /** The record's own id where its model declares one, else its place among the model's records, from 1. */
  readonly id: string;
  readonly values: { readonly [key: string]: JsonValue };
}

/** The records of a subject, opened: it is known whether there are any, and no failure of a first answer is left. */
export interface OpenRecords {
  /** Whether anything personal is held that the export covers. */
  readonly any: boolean;
  /** Every record, read as it is asked for. Throws what `valuesOf` throws, and `source-unavailable`. */
  read(): AsyncGenerator<ExportedRecord, void>;
  /** Lets go of every source. */
  close(): void;
}

/**
 * Opens every source that holds something to export. Lists are waited for; of streams, the first that holds a record
 * is read up to it, so that an answer can say "no data" before its first byte; the others wait their turn.
 */
export async function openRecords(
  sources: readonly PersonalDataSource[],
  subject: string,
  selection: Selection,
  catalogue: Catalogue,
  deadline: number,
): Promise<OpenRecords> {
  const reader: RecordReader = {
    subject,
    selected: (ref) => selection.of(ref),
    isModel: (ref) => catalogue.models.has(ref),
  };
  const cursors: Cursor[] = [];
  const close = (): void => {
    for (const { source } of cursors) source.close();
  };
  try {
    for (const source of sources) {
      if (!catalogue.models.has(source.model)) {
        throw new PrivacyError('model-not-declared', { what: source.model.name });
      }
      const exported = selection.of(source.model);
      if (exported === undefined) continue;
      cursors.push(cursor(await openSource(source, subject, deadline), exported, reader));
    }
    const any = await findOne(cursors);
    return { any, read: () => readAll(cursors), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A source with its records already shaped, and perhaps one that has been looked at. */
interface Cursor {
  readonly source: OpenSource;
  readonly model: string;
  ahead: ExportedRecord | undefined;
  ended: boolean;
  next(): Promise<ExportedRecord | undefined>;
}

function cursor(source: OpenSource, exported: ExportedModel, reader: RecordReader): Cursor {
  let place = 0;
  const made: Cursor = {
    source,
    model: exported.model.name,
    ahead: undefined,
    ended: false,
    next: async () => {
      for (;;) {
        const found = await source.next();
        if (found === undefined) {
          made.ended = true;
          return undefined;
        }
        const values = readRecord(found.record, exported, reader);
        // Only what is exported is counted: a gap would tell of a hidden record.
        if (values === undefined) continue;
        place++;
        return { model: made.model, id: idOf(found.record, exported, place), values };
      }
    },
  };
  return made;
}

/**
 * Looks for one record: in what is here already, else in one stream after the other. The first stream is looked at in
 * any case; to hold all of them open at once could take every connection of a pool.
 */
async function findOne(cursors: readonly Cursor[]): Promise<boolean> {
  const look = async (each: Cursor): Promise<boolean> => {
    each.ahead = await each.next();
    return each.ahead !== undefined;
  };
  let any = false;
  for (const each of cursors.filter(({ source }) => source.held)) any ||= await look(each);
  const [first, ...others] = cursors.filter(({ source }) => !source.held);
  if (first !== undefined) any = (await look(first)) || any;
  for (const each of others) any ||= await look(each);
  return any;
}

async function* readAll(cursors: readonly Cursor[]): AsyncGenerator<ExportedRecord, void> {
  for (const each of cursors) {
    if (each.ahead !== undefined) {
      yield each.ahead;
      each.ahead = undefined;
    }
    while (!each.ended) {
      const record = await each.next();
      if (record !== undefined) yield record;
    }
  }
}

function readRecord(record: unknown, exported: ExportedModel, reader: RecordReader) {
  try {
    return valuesOf(record, exported, reader);
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    // A getter that asks a database, and failed; its message may hold rows.
    throw new PrivacyError('source-unavailable', { what: exported.model.name });
  }
}

function idOf(record: unknown, { model, fields }: ExportedModel, place: number): string {
  const field = model.byKey.get('id');
  const id: unknown =
    typeof record === 'object' && record !== null ? Reflect.get(record, 'id') : undefined;
  const may =
    field !== undefined &&
    (field.subjectId || field.uses.length === 0 || fields.some((each) => each.field === field));
  return may && (typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint')
    ? String(id)
    : String(place);
}
