import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { isPrivacyError, PrivacyError } from '../../errors.ts';
import { memorySubjectStore } from '../../memory/subject-store.ts';
import type { PersonalDataSource } from '../../ports.ts';
import type { RightsFacts } from '../facts.ts';
import { createRights } from '../rights.ts';
import type { ExportOptions } from './open-export.ts';

const ADA = 'ada';
const CUSTOMER = { id: ADA, email: 'ada@customers.example' };
const ORDER = { customerId: ADA, total: 12 };

test('another subject’s record stops the export, before the first byte or in the middle', async () => {
  const early = givenExport({ customers: [{ ...CUSTOMER, id: 'bob' }] });
  expect(await early.codeOf(early.text({}))).toBe('subject-mismatch');
  const late = givenExport({
    customers: [CUSTOMER, { ...CUSTOMER, id: 'bob', email: 'bob@cnry' }],
  });
  const seen: string[] = [];
  expect(await late.codeOf(late.text({ format: 'ndjson' }, seen))).toBe('subject-mismatch');
  expect(seen.join('')).not.toContain('bob');
  expect(seen.join('')).not.toContain('complete');
  expect(late.facts.map(({ kind }) => kind)).toEqual([
    'export-opened',
    'incident',
    'export-closed',
  ]);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('cnry row');
    },
  ],
  ['rejects', () => Promise.reject(new Error('cnry row'))],
  ['hangs', () => new Promise<never>(() => undefined)],
  [
    'streams an error',
    async function* () {
      yield* [];
      throw new Error('cnry row');
    },
  ],
  [
    'streams nothing and hangs',
    async function* () {
      await new Promise(() => undefined);
      yield {};
    },
  ],
  ['answers something else', () => 'rows' as never],
])(
  'a source that %s before the first byte is unavailable: no partial copy is served',
  async (_how, find) => {
    const { text, codeOf, facts } = givenExport({ customers: [CUSTOMER], orders: find });
    const seen: string[] = [];
    expect(await codeOf(text({}, seen))).toBe('source-unavailable');
    expect(seen).toEqual([]);
    expect(facts.map(({ kind }) => kind)).toEqual(['export-opened', 'incident', 'export-closed']);
    expect(facts.at(-1)).toMatchObject({ complete: false, errorType: 'source-unavailable' });
  },
);

test.each(['json', 'ndjson', 'csv', 'json-ld'] as const)(
  'a source that fails half-way breaks the stream: %s never looks whole',
  async (format) => {
    async function* half() {
      yield ORDER;
      throw new Error('cnry row');
    }
    const { text, codeOf, facts } = givenExport({ customers: [CUSTOMER], orders: half });
    const seen: string[] = [];
    expect(await codeOf(text({ format }, seen))).toBe('source-unavailable');
    expect(seen.join('')).not.toContain('complete');
    expect(facts.at(-1)).toMatchObject({ kind: 'export-closed', complete: false });
  },
);

test('nothing leaves unless the opening is in the ledger, and it ends well only with the closing', async () => {
  const refusing = (kind: RightsFacts['kind']) => (facts: RightsFacts) => {
    if (facts.kind === kind) throw new PrivacyError('audit-unavailable');
  };
  const seen: string[] = [];
  const shut = givenExport({ customers: [CUSTOMER], witness: refusing('export-opened') });
  expect(await shut.codeOf(shut.text({}, seen))).toBe('audit-unavailable');
  expect(seen).toEqual([]);
  const open = givenExport({ customers: [CUSTOMER], witness: refusing('export-closed') });
  expect(await open.codeOf(open.text({}, seen))).toBe('audit-unavailable');
});

test('the evidence of an export names fields and categories, and counts what left', async () => {
  const { text, facts } = givenExport({ customers: [CUSTOMER], orders: [ORDER] });
  await text({});
  expect(facts).toMatchObject([
    { kind: 'export-opened', right: 'eu-gdpr:A15', count: 0, complete: false },
    { kind: 'export-closed', right: 'eu-gdpr:A15', count: 2, complete: true },
  ]);
  const [opened, closed] = facts;
  expect(opened?.kind === 'export-opened' && opened.fields).toEqual([
    'Customer.email',
    'Order.total',
  ]);
  expect(opened).toMatchObject({ requestId: closed && 'requestId' in closed && closed.requestId });
  const told = JSON.stringify(facts.map(({ catalogue: _it, ...rest }) => rest));
  expect(told).not.toContain('customers.example');
});

test('records are read as they are wanted: a slow reader slows the source', async () => {
  let read = 0;
  async function* many() {
    for (let index = 0; index < 1_000_000; index++) {
      read++;
      yield { ...ORDER, total: index };
    }
  }
  const { rights } = givenExport({ orders: many });
  const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en' });
  await chunks.next();
  await chunks.next();
  expect(read).toBeLessThan(1_000);
  await chunks.return?.();
});

test.each([0, 1, 2])(
  'a reader who goes away after %d pieces is recorded, and the sources are let go',
  async (pieces) => {
    let closed = false;
    async function* many() {
      try {
        for (;;) yield ORDER;
      } finally {
        closed = true;
      }
    }
    const { rights, facts } = givenExport({ orders: many });
    const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en' });
    for (let index = 0; index < pieces; index++) await chunks.next();
    await chunks.return?.();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(closed).toBe(true);
    expect(facts.at(-1)).toMatchObject({
      kind: 'export-closed',
      complete: false,
      errorType: 'aborted',
    });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  },
);

test('a source of a model that nobody declared is an error, never left out', async () => {
  const { text, codeOf } = givenExport({ stray: true });
  expect(await codeOf(text({}))).toBe('model-not-declared');
});

type Records = readonly object[] | PersonalDataSource['find'];

function givenExport(given: {
  readonly customers?: Records;
  readonly orders?: Records;
  readonly witness?: (facts: RightsFacts) => void;
  readonly stray?: boolean;
}) {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: { order: { legalBasis: 'contract' } },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const email = personal({ category: 'email', purpose: 'order' });
  const Customer = defineModel('Customer', { fields: { id: subjectId(), email } });
  const total = personal({ category: 'pd:Purchase', purpose: 'order' });
  const Order = defineModel('Order', { fields: { customerId: subjectId(), total } });
  const Stray = defineModel('Stray', { fields: { id: subjectId() } });
  const find = (records: Records = []): PersonalDataSource['find'] =>
    typeof records === 'function' ? records : () => records;
  const facts: RightsFacts[] = [];
  const catalogue = compileCatalogue({ policy, models: [Customer, Order] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources: [
      { model: Customer, find: find(given.customers) },
      { model: Order, find: find(given.orders) },
      ...(given.stray === true ? [{ model: Stray, find: () => [] }] : []),
    ],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: (each) => {
      given.witness?.(each);
      facts.push(each);
    },
    deadline: 20,
    sourceDeadline: 20,
  });
  const text = async (options: Partial<ExportOptions>, seen: string[] = []): Promise<string> => {
    const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en', ...options });
    for await (const chunk of chunks) seen.push(chunk);
    return seen.join('');
  };
  const codeOf = async (act: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await act.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(String(error)).not.toContain('cnry');
    return isPrivacyError(error) ? error.code : error;
  };
  return { rights, facts, text, codeOf };
}
