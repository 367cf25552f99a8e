import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { memorySubjectStore } from '../../memory/subject-store.ts';
import { createRights } from '../rights.ts';
import type { ExportOptions } from './open-export.ts';

const ADA = 'ada';
const CUSTOMER = { id: ADA, email: 'ada@customers.example', score: 7, suspicion: 'smurfing' };

test.each(['json', 'ndjson', 'csv', 'json-ld'] as const)(
  'an export in %s does not differ between a person who is under suspicion and one who is not',
  async (format) => {
    const plain = { ...CUSTOMER, suspicion: null };
    const untold = { id: 'o-1', customerId: ADA, total: 12, notes: [{ by: 'shop', text: 'ok' }] };
    const told = {
      ...untold,
      notes: [{ alert: 'cnry' }, { by: 'shop', text: 'ok' }, { alert: 'x' }],
    };
    const clean = givenExport({ customers: [plain], orders: [untold] });
    const suspect = givenExport({
      customers: [CUSTOMER, { ...CUSTOMER, email: undefined, score: null }],
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
  const asking = () => {
    asked++;
    return [];
  };
  const { text } = givenExport({ reports: asking });
  await text({});
  expect(asked).toBe(0);
});

type Records = readonly object[] | (() => readonly object[]);

function givenExport(given: {
  readonly customers?: Records;
  readonly orders?: Records;
  readonly reports?: Records;
}) {
  const policy = givenPolicy();
  const { defineModel, nested, notPersonal, personal, subjectId } = policy.declare();
  const offence = personal({ category: 'pd:CriminalOffence', purpose: 'aml' });
  const Customer = defineModel('Customer', {
    fields: {
      id: subjectId(),
      email: personal({ category: 'email', purpose: ['order', 'aml'] }),
      score: personal({ category: 'pd:Profile', purpose: 'order' }),
      suspicion: offence,
    },
  });
  const opinion = personal({ category: 'pd:Opinion', purpose: 'order' });
  const Note = defineModel('Note', {
    fields: { by: notPersonal(), text: opinion, alert: offence },
  });
  const Order = defineModel('Order', {
    fields: {
      id: notPersonal(),
      customerId: subjectId(),
      total: personal({ category: 'pd:Purchase', purpose: 'order' }),
      notes: nested(() => Note, 'array'),
    },
  });
  const Report = defineModel('Report', { fields: { subject: subjectId(), report: offence } });
  const catalogue = compileCatalogue({ policy, models: [Customer, Order, Report] });
  const find =
    (records: Records = []) =>
    () =>
      typeof records === 'function' ? records() : records;
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources: [
      { model: Customer, find: find(given.customers) },
      { model: Order, find: find(given.orders) },
      { model: Report, find: find(given.reports) },
    ],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: () => undefined,
    deadline: 20,
    sourceDeadline: 20,
  });
  const text = async (options: Partial<ExportOptions>): Promise<string> => {
    const { chunks } = await rights.export(ADA, { scope: 'access', language: 'en', ...options });
    let all = '';
    for await (const chunk of chunks) all += chunk;
    return all;
  };
  return { rights, text };
}

function givenPolicy() {
  return definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    supervisoryAuthority: 'CNIL',
    purposes: {
      order: { legalBasis: 'contract' },
      aml: {
        is: 'dpv:CounterMoneyLaundering',
        legalBasis: 'legal_obligation',
        criminalOffenceBasis: 'authorised_by_law',
        indirectAccess: { legalReference: 'CMF L561-45' },
      },
    },
    recipients: {
      tracfin: { role: 'authority', country: 'FR', purposes: ['aml', 'order'], secret: true },
      bank: { role: 'authority', country: 'FR', purposes: ['aml'] },
    },
  });
}
