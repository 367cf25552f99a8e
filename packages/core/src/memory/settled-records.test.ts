import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditRecord } from '../record/audit-record.ts';
import { uuidv7 } from '../record/uuid-v7.ts';
import { createSettledRecords } from './settled-records.ts';

type Whole = { readonly [Key in keyof AuditRecord]-?: AuditRecord[Key] };

/** Two records that agree in nothing: every key of a record must stand here. */
const one: Whole = {
  id: uuidv7(1),
  at: '2026-11-22T09:00:00.000Z',
  kind: 'decision',
  unit: uuidv7(1),
  outcome: 'allow',
  observed: true,
  reason: 'consent_given',
  purpose: 'newsletter',
  legalBasis: 'eu-gdpr:A6-1-a',
  article: 'Art. 6(1)(a)',
  operation: 'dpv:Use',
  policyVersion: '1',
  categories: ['pd:EmailAddress'],
  specialCategory: true,
  fields: ['Customer.email'],
  dropped: 1,
  subject: 'pseudonym-of-one-subject',
  subjectCount: 1,
  actor: { type: 'data-subject' },
  consentStatus: 'dpv:ConsentGiven',
  consentRecordId: uuidv7(1),
  consentAgeMs: 0,
  recipient: 'carrier',
  recipientCountry: 'FR',
  transferMechanism: 'eu-gdpr:A45-3',
  right: 'eu-gdpr:A15',
  requestId: uuidv7(1),
  requestStatus: 'dpv:RequestFulfilled',
  tenant: 'north',
  instruction: 'contract 1',
  route: 'GET /customers/me',
  errorType: 'handler-failed',
  trace: { traceId: '1'.repeat(32), spanId: '1'.repeat(16) },
};
const other: Whole = {
  id: 'a record of somebody else',
  at: '2026-11-22T09:00:00.001Z',
  kind: 'served',
  unit: 'a job',
  outcome: 'deny',
  observed: undefined,
  reason: 'consent_missing',
  purpose: 'account',
  legalBasis: 'eu-gdpr:A6-1-b',
  article: 'Art. 6(1)(b)',
  operation: 'dpv:Disclose',
  policyVersion: '2',
  categories: ['pd:Name'],
  specialCategory: undefined,
  fields: ['Customer.lastName'],
  dropped: undefined,
  subject: undefined,
  subjectCount: undefined,
  actor: { type: 'staff', role: 'support', pseudonym: 'pseudonym-of-staff' },
  consentStatus: undefined,
  consentRecordId: undefined,
  consentAgeMs: 4_999,
  recipient: undefined,
  recipientCountry: undefined,
  transferMechanism: undefined,
  right: undefined,
  requestId: undefined,
  requestStatus: undefined,
  tenant: undefined,
  instruction: undefined,
  route: undefined,
  errorType: undefined,
  trace: undefined,
};

/** Records that are mixed of the two, each key by itself. */
const mixed = fc
  .record(Object.fromEntries(Object.keys(one).map((key) => [key, fc.boolean()])))
  .map((picked) => mix((key) => picked[key] === true));

/** Batches, each at a place of its own or over those before it. */
function batches(): fc.Arbitrary<[place: number, batch: AuditRecord[]][]> {
  const batch = fc.tuple(fc.nat(9), fc.array(mixed, { minLength: 1, maxLength: 8 }));
  return fc.array(batch, { maxLength: 30 });
}

function mix(isOther: (key: string) => boolean): AuditRecord {
  const picked = Object.entries(other).filter(([key]) => isOther(key));
  return { ...one, ...Object.fromEntries(picked) };
}

test.for(Object.keys(one))('a record that differs in %s only is not taken for the other', (key) => {
  const records = createSettledRecords();
  const different = mix((it) => it === key);
  records.settle(0, [one, different]);
  expect(records.at(0)).toEqual(one);
  expect(records.at(1)).toEqual(different);
});

test('a record says the same after it has settled, whatever settled around it and before it', () =>
  fc.assert(
    fc.property(batches(), (settled) => {
      const records = createSettledRecords();
      const expected = new Map<number, AuditRecord>();
      for (const [place, batch] of settled) {
        records.settle(place, batch);
        for (const [index, record] of batch.entries()) expected.set(place + index, record);
      }
      for (const [place, record] of expected) expect(records.at(place)).toEqual(record);
    }),
  ));

test('where nothing has settled there is nothing to read', () => {
  expect(createSettledRecords().at(0)).toBeUndefined();
});
