import { readFileSync } from 'node:fs';
import { createPrivacy, definePolicy } from '@lawful/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const SCHEMA = new URL('../packages/core/schemas/export.schema.json', import.meta.url);
const EVIDENCE = { noticeVersion: '1', language: 'en', indication: 'checkbox#newsletter' };
const ROW = { id: 'ada', email: 'ada@customers.example', note: '=1+1, "x"\r\ny' };

test.each([
  ['access', [ROW]],
  ['portability', [ROW]],
  ['access', []],
  ['portability', []],
] as const)('an export for %s of %j fits the published schema', async (scope, rows) => {
  const { rights, exported } = given(rows);
  if (rows.length > 0) {
    await rights.give('ada', 'newsletter', EVIDENCE);
    await rights.withdraw('ada', 'newsletter');
    await rights.restrict('ada', { ground: 'accuracy-contested' });
  }
  for (const format of ['json', 'json-ld'] as const) {
    expect(errorsOf(JSON.parse(await exported(scope, format)))).toEqual([]);
  }
});

test('the control: an export without safeguards, or cut off, or with a member of its own, does not fit', async () => {
  const document = JSON.parse(await given([ROW]).exported('access', 'json'));
  const { transfers: _transfers, ...silent } = document;
  const { complete: _complete, ...cutOff } = document;
  for (const wrong of [
    silent,
    cutOff,
    { ...document, ours: 1 },
    { ...document, processed: false },
  ]) {
    expect(errorsOf(wrong)).not.toEqual([]);
  }
});

test('the schema demands all that Art. 15(1) and (2) list', () => {
  const { required } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  expect(required).toEqual(
    expect.arrayContaining([
      'processed',
      'purposes',
      'models',
      'recipients',
      'rights',
      'supervisoryAuthority',
      'sources',
      'transfers',
      'data',
    ]),
  );
});

test('an independent CSV reader gets back whatever text is held, in one table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (note) => {
      const text = await given([{ id: 'ada', note }]).exported('portability', 'csv');
      const rows: Record<string, string>[] = parse(text, {
        columns: true,
        record_delimiter: '\r\n',
      });
      const held = rows.find(({ model, field }) => model === 'Customer' && field === 'note');
      expect(held?.value?.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')).toBe(note);
      expect(rows.at(-1)).toEqual({ model: '$export', id: '', field: 'complete', value: 'true' });
    }),
    { numRuns: 200 },
  );
});

function errorsOf(document: unknown): readonly unknown[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  validate(document);
  return validate.errors ?? [];
}

function given(rows: readonly object[]) {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: {
      name: 'Acme',
      address: '1 rue du Port, Nantes',
      contact: 'mailto:privacy@acme.example',
      at: 'l.1',
    },
    supervisoryAuthority: 'CNIL',
    dataSources: { bureau: { kind: 'dpv:ThirdPartyDataSource' } },
    purposes: {
      order: { is: 'dpv:CustomerOrderManagement', legalBasis: 'contract' },
      newsletter: {
        is: 'dpv:DirectMarketing',
        legalBasis: 'consent',
        retention: { duration: 'P3Y', startEvent: 'last.contact', action: 'erase' },
      },
      scoring: {
        legalBasis: 'contract',
        automatedDecision: {
          logic: 'points',
          significance: 'no credit',
          condition: 'contract',
          humanReview: 'mailto:privacy@acme.example',
        },
      },
      aml: {
        is: 'dpv:CounterMoneyLaundering',
        legalBasis: 'legal_obligation',
        legalReference: 'CMF L561-4-1',
        indirectAccess: { legalReference: 'CMF L561-45' },
      },
    },
    recipients: {
      mailer: {
        name: 'Mail Inc',
        role: 'processor',
        country: 'US',
        purposes: ['newsletter'],
        fields: ['Customer.email'],
        contractReference: 'DPA 2026',
        transfer: { mechanism: 'eu-gdpr:A46-2-c', reference: 'SCC', impactAssessment: true },
      },
    },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({ category: 'email', purpose: ['order', 'newsletter'] }),
      note: personal({ category: 'pd:Opinion', purpose: 'order' }),
    },
  });
  const privacy = createPrivacy({
    policy,
    models: [Customer],
    sources: [{ model: Customer, find: () => rows }],
    warn: () => undefined,
  });
  const { rights } = privacy;
  const exported = async (
    scope: 'access' | 'portability',
    format: 'json' | 'json-ld' | 'csv',
  ): Promise<string> => {
    const { chunks } = await rights.export('ada', { scope, language: 'en', format });
    let text = '';
    for await (const chunk of chunks) text += chunk;
    return text;
  };
  return { rights, exported };
}
