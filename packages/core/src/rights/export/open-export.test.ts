import { expect, test } from 'vitest';
import { isPrivacyError, PrivacyError } from '../../errors.ts';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { memorySubjectStore } from '../../memory/subject-store.ts';
import type { PersonalDataSource } from '../../ports.ts';
import type { RightsFacts } from '../facts.ts';
import { createRights } from '../rights.ts';
import type { ExportOptions } from './open-export.ts';

const ADA = 'ada';
const EVIDENCE = { noticeVersion: '1', language: 'en', indication: 'checkbox#newsletter' };
const CUSTOMER = {
  id: ADA,
  email: 'ada@customers.example',
  score: 7,
  segment: 'whale',
  paperNote: 'likes tea',
  suspicion: 'smurfing',
  siret: '73282932000074',
  undeclared: 'never declared',
};
const ORDER = {
  id: 'o-1',
  customerId: ADA,
  total: 12,
  address: { street: '1 quai Lamartine', geo: 'not declared' },
};

test('access gives everything held in declared personal fields, with what it is for', async () => {
  const { exported } = givenExport({ customers: [CUSTOMER], orders: [ORDER] });
  const document = await exported({ scope: 'access' });
  expect(document).toMatchObject({ right: 'eu-gdpr:A15', processed: true, complete: true, count: 2 });
  expect(document.data).toEqual([
    {
      model: 'Customer',
      id: ADA,
      values: {
        id: ADA,
        email: 'ada@customers.example',
        score: 7,
        segment: 'whale',
        paperNote: 'likes tea',
      },
    },
    {
      model: 'Order',
      id: 'o-1',
      values: { customerId: ADA, total: 12, address: { street: '1 quai Lamartine' } },
    },
  ]);
});

test('portability gives what was provided or observed, by automated means, on consent or contract; nothing inferred', async () => {
  const { exported } = givenExport({ customers: [CUSTOMER], orders: [ORDER] });
  const document = await exported({ scope: 'portability' });
  expect(document.right).toBe('eu-gdpr:A20');
  expect(document.data).toEqual([
    { model: 'Customer', id: ADA, values: { id: ADA, email: 'ada@customers.example' } },
    { model: 'Order', id: 'o-1', values: { customerId: ADA, address: { street: '1 quai Lamartine' } } },
  ]);
  expect(document.purposes.map(({ purpose }: { purpose: string }) => purpose)).toEqual([
    'order',
    'newsletter',
  ]);
  expect(document.standing).toBeNull();
});

test('what Art. 15(1) and (2) demand besides the copy is there', async () => {
  const { exported } = givenExport({ customers: [CUSTOMER] });
  const document = await exported({ scope: 'access' });
  const purposes = new Map(document.purposes.map((it: { purpose: string }) => [it.purpose, it]));
  expect([...purposes.keys()]).toEqual(['order', 'newsletter', 'security', 'scoring']);
  expect(purposes.get('newsletter')).toMatchObject({
    term: 'dpv:DirectMarketing',
    description: 'Our news',
    legalBasis: 'eu-gdpr:A6-1-a',
    categories: ['pd:EmailAddress', 'pd:Profile'],
    fields: ['Customer.email', 'Customer.segment'],
    retention: [{ duration: 'P3Y', startEvent: 'last.contact', action: 'erase' }],
  });
  expect(purposes.get('security')).toMatchObject({ legitimateInterest: 'a safe shop' });
  expect(purposes.get('scoring')).toMatchObject({ automatedDecision: { logic: 'points' } });
  expect(document.recipients).toMatchObject([
    { recipient: 'mailer', name: 'Mail Inc', country: 'US', purposes: ['newsletter'] },
  ]);
  expect(document.transfers).toMatchObject([
    { recipient: 'mailer', safeguard: { mechanism: 'eu-gdpr:A46-2-c', reference: 'SCC 2021' } },
  ]);
  expect(document.sources).toMatchObject([{ source: 'bureau', public: false }]);
  expect(document.rights.map(({ right }: { right: string }) => right)).toEqual([
    'access',
    'rectification',
    'erasure',
    'restriction',
    'portability',
    'objection',
    'withdrawConsent',
    'automatedDecision',
    'complaint',
  ]);
  expect(document.supervisoryAuthority).toMatchObject({ term: 'legal-fr:DPA-FR' });
  expect(document.models[0]).toMatchObject({ model: 'Customer', dataSubject: 'dpv:Customer' });
});

test('"no data" is an answer: nothing is processed, and the rights stay', async () => {
  const { exported } = givenExport({});
  const document = await exported({ scope: 'access' });
  expect(document).toMatchObject({ processed: false, purposes: [], models: [], data: [], count: 0 });
  expect(document.rights.at(-1)).toMatchObject({ id: 'eu-gdpr:A77' });
  expect(document.referrals).toHaveLength(1);
});

test('consents with their evidence, objections and restrictions are personal data, and exported', async () => {
  const { rights, exported } = givenExport({});
  await rights.give(ADA, 'newsletter', EVIDENCE);
  await rights.withdraw(ADA, 'newsletter');
  await rights.object(ADA, { purpose: 'security' });
  await rights.decideObjection(ADA, {
    purpose: 'security',
    outcome: 'overridden',
    justification: 'fraud',
    approver: 'cnry-colleague',
  });
  await rights.restrict(ADA, { ground: 'accuracy-contested', fields: ['Customer.email'] });
  const document = await exported({ scope: 'access' });
  expect(document.processed).toBe(true);
  expect(document.standing.consents).toMatchObject([
    { type: 'consent.given', evidence: { ...EVIDENCE, textHash: 'hash' } },
    { type: 'consent.withdrawn' },
  ]);
  expect(document.standing.objections).toMatchObject([
    { type: 'objection.filed' },
    { type: 'objection.overridden', justification: 'fraud' },
  ]);
  expect(document.standing.restrictions).toMatchObject([{ fields: ['Customer.email'] }]);
  // The name of whoever approved is somebody else's (Art. 15(4)).
  expect(JSON.stringify(document)).not.toContain('cnry');
});

test.each(['json', 'ndjson', 'csv', 'json-ld'] as const)(
  'an export in %s does not differ between a person who is under suspicion and one who is not',
  async (format) => {
    const plain = { ...CUSTOMER, suspicion: null };
    const untold = { id: 'o-1', customerId: ADA, total: 12, notes: [{ by: 'shop', text: 'ok' }] };
    const told = { ...untold, notes: [{ alert: 'cnry' }, { by: 'shop', text: 'ok' }, { alert: 'x' }] };
    const clean = givenExport({ customers: [plain], orders: [untold] });
    const suspect = givenExport({
      customers: [CUSTOMER, { ...CUSTOMER, email: undefined, score: null, segment: null, paperNote: null }],
      orders: [told],
      reports: [{ subject: ADA, report: 'cnry' }],
    });
    const [one, other] = [await clean.text({ format }), await suspect.text({ format })];
    expect(other).toBe(one);
    expect(one).toContain('supervisory-authority');
    expect(one).not.toMatch(/suspicion|alert|Report|tracfin/i);
    // The control: another difference shows.
    const different = givenExport({ customers: [{ ...plain, score: 8 }], orders: [untold] });
    expect(await different.text({ format })).not.toBe(one);
  },
);

test('a person of whom only suspicion is held is told the same as a stranger', async () => {
  const stranger = await givenExport({}).text({});
  const { rights, text } = givenExport({ reports: [{ subject: ADA, report: 'cnry' }] });
  await rights.restrict(ADA, { ground: 'needed-for-legal-claims', fields: ['Report.report'] });
  expect(await text({})).toBe(stranger);
});

test('a source of which nothing may be exported is not even asked', async () => {
  let asked = 0;
  const { text } = givenExport({ reports: () => ((asked += 1), []) });
  await text({});
  expect(asked).toBe(0);
});

test('another subject’s record stops the export, before the first byte or in the middle', async () => {
  const early = givenExport({ customers: [{ ...CUSTOMER, id: 'bob' }] });
  expect(await early.codeOf(early.text({}))).toBe('subject-mismatch');
  const late = givenExport({ customers: [CUSTOMER, { ...CUSTOMER, id: 'bob', email: 'bob@cnry' }] });
  const seen: string[] = [];
  expect(await late.codeOf(late.text({ format: 'ndjson' }, seen))).toBe('subject-mismatch');
  expect(seen.join('')).not.toContain('bob');
  expect(seen.join('')).not.toContain('complete');
  expect(late.facts.map(({ kind }) => kind)).toEqual(['export-opened', 'incident', 'export-closed']);
});

test.each([
  ['throws', () => { throw new Error('cnry row'); }],
  ['rejects', () => Promise.reject(new Error('cnry row'))],
  ['hangs', () => new Promise<never>(() => undefined)],
  ['streams an error', async function* () { yield* []; throw new Error('cnry row'); }],
  ['streams nothing and hangs', async function* () { await new Promise(() => undefined); yield {}; }],
  ['answers something else', () => 'rows' as never],
])('a source that %s before the first byte is unavailable: no partial copy is served', async (_how, find) => {
  const { text, codeOf, facts } = givenExport({ customers: [CUSTOMER], orders: find });
  const seen: string[] = [];
  expect(await codeOf(text({}, seen))).toBe('source-unavailable');
  expect(seen).toEqual([]);
  expect(facts.map(({ kind }) => kind)).toEqual(['export-opened', 'incident', 'export-closed']);
  expect(facts.at(-1)).toMatchObject({ complete: false, errorType: 'source-unavailable' });
});

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
  expect(opened?.kind === 'export-opened' && opened.fields).toContain('Address.street');
  expect(opened).toMatchObject({ requestId: closed && 'requestId' in closed && closed.requestId });
  const told = JSON.stringify(facts.map(({ catalogue: _it, ...rest }) => rest));
  expect(told).not.toContain('customers.example');
});

test('records are read as they are wanted: a slow reader slows the source', async () => {
  let read = 0;
  async function* many() {
    for (let index = 0; index < 1_000_000; index++) {
      read++;
      yield { ...ORDER, id: `o-${index}` };
    }
  }
  const { rights } = givenExport({ orders: many });
  const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en' });
  await chunks.next();
  await chunks.next();
  expect(read).toBeLessThan(1_000);
  await chunks.return?.();
});

test.each([0, 1, 2])('a reader who goes away after %d pieces is recorded, and the sources are let go', async (pieces) => {
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
  expect(facts.at(-1)).toMatchObject({ kind: 'export-closed', complete: false, errorType: 'aborted' });
  expect(await chunks.next()).toEqual({ done: true, value: undefined });
});

test('a source of a model that nobody declared is an error, never left out', async () => {
  const { text, codeOf } = givenExport({ stray: true });
  expect(await codeOf(text({}))).toBe('model-not-declared');
});

type Records = readonly object[] | PersonalDataSource['find'];

function givenExport(given: {
  readonly customers?: Records;
  readonly orders?: Records;
  readonly reports?: Records;
  readonly witness?: (facts: RightsFacts) => void;
  readonly stray?: boolean;
}) {
  const policy = givenPolicy();
  const { defineModel, nested, notPersonal, personal, subjectId } = policy.declare();
  const order = { category: 'pd:Purchase', purpose: 'order' } as const;
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({ category: 'email', purpose: ['order', 'newsletter', 'aml'] }),
      score: personal({ category: 'pd:Profile', purpose: 'scoring', provenance: 'inferred' }),
      segment: personal({ category: 'pd:Profile', purpose: 'newsletter', provenance: 'derived' }),
      paperNote: personal({ category: 'pd:Opinion', purpose: 'order', automated: false }),
      suspicion: personal({ category: 'pd:CriminalOffence', purpose: 'aml' }),
      siret: notPersonal(),
    },
  });
  const Address = defineModel('Address', {
    fields: { street: personal({ category: 'pd:PhysicalAddress', purpose: 'order' }) },
  });
  const Note = defineModel('Note', {
    fields: {
      by: notPersonal(),
      text: personal({ category: 'pd:Opinion', purpose: 'security' }),
      alert: personal({ category: 'pd:CriminalOffence', purpose: 'aml' }),
    },
  });
  const Order = defineModel('Order', {
    fields: {
      id: notPersonal(),
      customerId: subjectId(),
      total: personal({ ...order, purpose: 'security' }),
      address: nested(() => Address),
      notes: nested(() => Note, 'array'),
    },
  });
  const Report = defineModel('Report', {
    fields: {
      subject: subjectId(),
      report: personal({ category: 'pd:CriminalOffence', purpose: 'aml' }),
    },
  });
  const Stray = defineModel('Stray', { fields: { id: subjectId() } });
  const find = (records: Records = []): PersonalDataSource['find'] =>
    typeof records === 'function' ? records : () => records;
  const sources: PersonalDataSource[] = [
    { model: Customer, find: find(given.customers) },
    { model: Order, find: find(given.orders) },
    { model: Report, find: find(given.reports) },
    ...(given.stray === true ? [{ model: Stray, find: () => [] }] : []),
  ];
  const facts: RightsFacts[] = [];
  const catalogue = compileCatalogue({ policy, models: [Customer, Order, Report] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources,
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: (each) => {
      given.witness?.(each);
      facts.push(each);
    },
    deadline: 20,
  });
  const text = async (options: Partial<ExportOptions>, seen: string[] = []): Promise<string> => {
    const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en', ...options });
    for await (const chunk of chunks) seen.push(chunk);
    return seen.join('');
  };
  return {
    rights,
    facts,
    text,
    exported: async (options: Partial<ExportOptions>) => JSON.parse(await text(options)),
    codeOf: async (act: Promise<unknown>) => {
      const error: unknown = await act.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(String(error)).not.toContain('cnry');
      return isPrivacyError(error) ? error.code : error;
    },
  };
}

function givenPolicy() {
  return definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme', contact: 'mailto:privacy@acme.example' },
    supervisoryAuthority: 'CNIL',
    dataSources: { bureau: { kind: 'dpv:ThirdPartyDataSource', public: false } },
    purposes: {
      order: { legalBasis: 'contract' },
      newsletter: {
        is: 'dpv:DirectMarketing',
        describe: { en: 'Our news', fr: 'Nos nouvelles' },
        legalBasis: 'consent',
        retention: { duration: 'P3Y', startEvent: 'last.contact', action: 'erase' },
      },
      security: { legalBasis: 'legitimate_interests', legitimateInterest: 'a safe shop' },
      scoring: {
        legalBasis: 'contract',
        automatedDecision: { logic: 'points', significance: 'no credit' },
      },
      aml: {
        is: 'dpv:CounterMoneyLaundering',
        legalBasis: 'legal_obligation',
        criminalOffenceBasis: 'authorised_by_law',
        indirectAccess: { legalReference: 'CMF L561-45' },
      },
    },
    recipients: {
      mailer: {
        name: 'Mail Inc',
        role: 'processor',
        country: 'US',
        purposes: ['newsletter', 'aml'],
        transfer: { mechanism: 'eu-gdpr:A46-2-c', reference: 'SCC 2021' },
      },
      tracfin: { role: 'authority', country: 'FR', purposes: ['aml', 'order'], secret: true },
      bank: { role: 'authority', country: 'FR', purposes: ['aml'] },
    },
  });
}
