import type { Catalogue } from '../../catalogue/catalogue.ts';
import { PrivacyError } from '../../errors.ts';
import type { Language } from '../../vocabulary/index.ts';
import type { ActOptions, RightsContext } from '../context.ts';
import type { ExportFacts } from '../facts.ts';
import { readHistory, readState } from '../subject-record.ts';
import { csvExport } from './csv.ts';
import { describeExport } from './description.ts';
import { type ExportFormat, inPieces } from './format.ts';
import { jsonExport, jsonLdExport } from './json.ts';
import { ndjsonExport } from './ndjson.ts';
import { exportErrorCode } from './open-source.ts';
import { type ExportedRecord, type OpenRecords, openRecords } from './records.ts';
import {
  categoriesIn,
  type ExportedModel,
  type ExportScope,
  fieldsIn,
  type Selection,
  selectionOf,
} from './selection.ts';
import { watched } from './watched.ts';

/** The formats of an export by name. */
export const EXPORT_FORMATS = {
  json: jsonExport,
  ndjson: ndjsonExport,
  csv: csvExport,
  'json-ld': jsonLdExport,
} as const satisfies Readonly<Record<string, ExportFormat>>;

/** What is exported and how. */
export interface ExportOptions extends Pick<ActOptions, 'actor'> {
  readonly scope: ExportScope;
  readonly language: Language;
  /** Default `json`. */
  readonly format?: keyof typeof EXPORT_FORMATS;
}

/** An export that can be sent: it is known to begin, and ends only where nothing is missing. */
export interface ExportStream {
  readonly mediaType: string;
  readonly extension: string;
  readonly language: Language;
  readonly scope: ExportScope;
  /** Read once. It throws where a source fails half-way: the reader must then break off, so that nobody takes a part for the whole. */
  readonly chunks: AsyncIterableIterator<string>;
}

/**
 * Everything held about a subject with the information of Art. 15 (`access`), or the portable part of it (`portability`,
 * Art. 20), as a stream. The opening is in the ledger before the first character, the closing after the last. Throws
 * `state-unknown`, `audit-unavailable`, `source-unavailable`, and `subject-mismatch` for another subject's record.
 */
export async function exportDocument(
  context: RightsContext,
  subject: string,
  options: ExportOptions,
): Promise<ExportStream> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const { scope, language } = options;
  const format = EXPORT_FORMATS[options.format ?? 'json'];
  const selection = selectionOf(catalogue, scope);
  const exported = exportedModels(context, selection);
  const state = await readState(context, subject);
  const history = scope === 'access' ? await readHistory(context, subject) : [];
  const evidence = evidenceOf(context, subject, state?.salt, { catalogue, now, exported, options });
  await evidence.opened();
  const records = await openRecords(
    context.sources,
    subject,
    selection,
    catalogue,
    context.sourceDeadline,
  ).catch((error: unknown) => evidence.failed(error));
  const description = describeExport({
    catalogue,
    scope,
    language,
    now,
    exported,
    history,
    anyRecord: records.any,
  });
  const counted = counting(records);
  return {
    mediaType: format.mediaType,
    extension: format.extension,
    language,
    scope,
    chunks: watched(inPieces(format.write({ description, records: counted.records })), {
      ended: () => evidence.closed(counted.count(), undefined),
      failed: async (error) => {
        records.close();
        await evidence.broken(counted.count(), error);
      },
      abandoned: async () => {
        records.close();
        await evidence.closed(counted.count(), 'aborted');
      },
    }),
  };
}

function exportedModels(
  { sources }: RightsContext,
  selection: Selection,
): readonly ExportedModel[] {
  return [...new Set(sources.flatMap(({ model }) => selection.of(model) ?? []))];
}

interface Counted {
  readonly records: AsyncIterable<ExportedRecord>;
  count(): number;
}

function counting(open: OpenRecords): Counted {
  let count = 0;
  async function* records(): AsyncGenerator<ExportedRecord, void> {
    for await (const record of open.read()) {
      count++;
      yield record;
    }
  }
  return { records: records(), count: () => count };
}

interface EvidenceInput {
  readonly catalogue: Catalogue;
  readonly now: number;
  readonly exported: readonly ExportedModel[];
  readonly options: ExportOptions;
}

/** The records that one export leaves in the ledger. */
function evidenceOf(
  context: RightsContext,
  subject: string,
  salt: string | undefined,
  { catalogue, now, exported, options }: EvidenceInput,
) {
  const fields = [...new Set(exported.flatMap(fieldsIn))];
  const base = {
    subject,
    salt,
    actor: options.actor ?? ('data-subject' as const),
    catalogue,
    requestId: context.newId(),
    right: options.scope === 'access' ? ('eu-gdpr:A15' as const) : ('eu-gdpr:A20' as const),
  };
  const names = {
    fields: fields.map(({ field }) => field.path),
    categories: categoriesIn(fields),
  };
  const closed = async (count: number, errorType: string | undefined): Promise<void> => {
    const facts: ExportFacts = {
      ...base,
      ...names,
      kind: 'export-closed',
      now: context.clock(),
      count,
      complete: errorType === undefined,
      errorType,
    };
    await context.witness(facts);
  };
  const broken = async (count: number, error: unknown): Promise<void> => {
    const errorType = exportErrorCode(error);
    await context.witness({ ...base, kind: 'incident', now: context.clock(), errorType });
    await closed(count, errorType);
  };
  return {
    opened: async (): Promise<void> => {
      const nothingYet = { count: 0, complete: false, errorType: undefined };
      await context.witness({ ...base, ...names, ...nothingYet, kind: 'export-opened', now });
    },
    closed,
    broken,
    /** What went wrong before the first character is recorded, then thrown as it was. */
    failed: async (error: unknown): Promise<never> => {
      await broken(0, error).catch(() => undefined);
      throw error instanceof Error ? error : new PrivacyError('internal-error');
    },
  };
}
