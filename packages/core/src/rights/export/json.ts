import { PREFIXES } from '../../vocabulary/index.ts';
import type { ExportContent, ExportFormat } from './format.ts';

/** One JSON document, described by `schemas/export.schema.json`; `complete` is its last member. */
export const jsonExport: ExportFormat = {
  mediaType: 'application/json',
  extension: 'json',
  write: (content) => document(content, {}),
};

const term = { '@type': '@id' } as const;

/** What the members of an export mean as linked data; records stay JSON, because their keys are the application's. */
const CONTEXT = {
  ...PREFIXES,
  '@vocab': 'urn:x-lawful:export:',
  right: { '@id': 'dpv:hasRight', ...term },
  purposes: 'dpv:hasPurpose',
  term,
  legalBasis: { '@id': 'dpv:hasLegalBasis', ...term },
  specialCategoryBasis: { '@id': 'x:specialCategoryBasis', ...term },
  category: { '@id': 'dpv:hasPersonalData', ...term },
  categories: { '@id': 'dpv:hasPersonalData', ...term },
  recipients: 'dpv:hasRecipient',
  controller: 'dpv:hasDataController',
  dataProtectionOfficer: 'dpv:hasDataProtectionOfficer',
  dataSubject: { '@id': 'dpv:hasDataSubject', ...term },
  supervisoryAuthority: 'dpv:hasAuthority',
  source: { '@id': 'dpv:hasDataSource', ...term },
  provenance: { '@id': 'x:provenance', ...term },
  data: { '@id': 'dpv:hasData', '@type': '@json' },
} as const;

/** The same document with a context of DPV terms (JSON-LD 1.1). */
export const jsonLdExport: ExportFormat = {
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  write: (content) => document(content, { '@context': CONTEXT }),
};

async function* document(
  { description, records }: ExportContent,
  head: object,
): AsyncGenerator<string, void> {
  const opening = JSON.stringify({ ...head, ...description });
  yield `${opening.slice(0, -1)},"data":[`;
  let count = 0;
  for await (const record of records) {
    yield `${count === 0 ? '' : ','}${JSON.stringify(record)}`;
    count++;
  }
  yield `],"count":${count},"complete":true}`;
}
