import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { memorySubjectStore } from '../../memory/subject-store.ts';
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
  expect(document).toMatchObject({
    right: 'eu-gdpr:A15',
    processed: true,
    complete: true,
    count: 2,
  });
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
    {
      model: 'Order',
      id: 'o-1',
      values: { customerId: ADA, address: { street: '1 quai Lamartine' } },
    },
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
  expect(document).toMatchObject({
    processed: false,
    purposes: [],
    models: [],
    data: [],
    count: 0,
  });
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

function givenExport(given: {
  readonly customers?: readonly object[];
  readonly orders?: readonly object[];
}) {
  const policy = givenPolicy();
  const { defineModel, nested, notPersonal, personal, subjectId } = policy.declare();
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
  const Order = defineModel('Order', {
    fields: {
      id: notPersonal(),
      customerId: subjectId(),
      total: personal({ category: 'pd:Purchase', purpose: 'security' }),
      address: nested(() => Address),
    },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer, Order] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources: [
      { model: Customer, find: () => given.customers ?? [] },
      { model: Order, find: async () => given.orders ?? [] },
    ],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: () => undefined,
    deadline: 20,
    sourceDeadline: 20,
  });
  const exported = async (options: Partial<ExportOptions>) => {
    const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en', ...options });
    let text = '';
    for await (const chunk of chunks) text += chunk;
    return JSON.parse(text);
  };
  return { rights, exported };
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
