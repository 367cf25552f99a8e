import { expect, test } from 'vitest';
import { addedBootErrors, bootErrors, findingsOf, linesOf, variant } from './boot.ts';
import { definePolicy, type PolicyInput, type PurposeInput, type RecipientInput } from './core.ts';
import { oksigen } from './policies/oksigen/policy.ts';
import { soundPolicy } from './sound-policy.ts';

test('S4-27 no processing is owed by law, says the text, beside tax disclosure and accounting', () => {
  const pairs = linesOf(oksigen, 'statement-contradiction');
  expect(pairs).toContainEqual(['l.58', 'l.80']);
  expect(pairs).toContainEqual(['l.58', 'l.130']);
  const commitments =
    oksigen.commitments?.filter((it) => it.promises !== 'no-legal-obligation') ?? [];
  expect(linesOf(variant(oksigen, { commitments }), 'statement-contradiction')).toEqual([]);
});

test('S4-30 a field may serve several purposes, each on its one basis; no purpose has two', () => {
  const { defineModel, personal, subjectId } = soundPolicy.declare();
  const email = personal({ category: 'pd:EmailAddress', purpose: ['order', 'newsletter'] });
  const customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: { id: subjectId(), email },
  });
  expect(bootErrors(soundPolicy, { models: [customer] })).toEqual([]);
  const { order } = soundPolicy.purposes;
  const two = variant(soundPolicy, {
    purposes: {
      ...soundPolicy.purposes,
      order: { ...order, legalBasis: ['contract', 'legitimate_interests'] },
    },
  });
  expect(bootErrors(two, { models: [customer] }).map(({ code }) => code)).toEqual([
    'multiple-legal-basis',
  ]);
  expect(linesOf(oksigen, 'legal-basis-ambiguous')).toEqual([['l.66']]);
});

test('S4-33 unmarked fields are optional at one place and mandatory at another', () => {
  expect(linesOf(oksigen, 'necessity-default-contradiction')).toEqual([['l.38', 'l.68']]);
  const mended = variant(oksigen, { unmarkedFields: [{ are: 'optional', at: 'l.38' }] });
  expect(linesOf(mended, 'necessity-default-contradiction')).toEqual([]);
});

test('S4-40 a purpose of selling data, or a recipient that trades in them, stops the start', () => {
  const sale: PurposeInput = {
    is: 'dpv:SellDataToThirdParties',
    legalBasis: 'consent',
    categories: ['pd:EmailAddress'],
    retention: { startEvent: 'consent.withdrawn', duration: 'P0D', action: 'erase' },
  };
  const renting: RecipientInput = {
    name: 'List broker',
    role: 'third-party',
    activity: 'data-trade',
    country: 'FR',
    purposes: ['partnerMarketing'],
    requiresConsent: true,
    confidentialityReference: 'Contract 8',
  };
  const selling = variant(oksigen, {
    purposes: { ...oksigen.purposes, sale: sale, dataSale: sale },
  });
  const lending = variant(oksigen, { recipients: { ...oksigen.recipients, renting } });
  expect(addedBootErrors(oksigen, selling)).toContain('prohibited-by-policy');
  expect(new Set(addedBootErrors(oksigen, lending))).toEqual(new Set(['prohibited-by-policy']));
  const lines = linesOf(lending, 'prohibited-by-policy').flat();
  expect(lines).toEqual(['l.86', 'l.151']);
});

test('S4-60 two addresses that differ by one letter: one of them is wrong', () => {
  const [pair, ...more] = linesOf(oksigen, 'contact-inconsistent');
  expect(new Set(pair)).toEqual(new Set(['l.112', 'l.177']));
  expect(more).toEqual([]);
  const other = { contact: 'dpo@oksigen.fr', at: 'l.177' };
  expect(
    linesOf(variant(oksigen, { dataProtectionOfficer: other }), 'contact-inconsistent'),
  ).toEqual([]);
});

test('S4-62 a field whose purpose has no row in the table of durations stops the start', () => {
  const { retention: _, ...withoutRow } = oksigen.purposes.customerKnowledge;
  const policy = definePolicy({
    ...oksigen,
    purposes: { ...oksigen.purposes, customerKnowledge: withoutRow },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const city = personal({ category: 'pd:City', purpose: 'customerKnowledge' });
  const contact = defineModel('Contact', {
    dataSubject: 'dpv:Client',
    fields: { id: subjectId(), city },
  });
  const missing = (tried: PolicyInput) =>
    bootErrors(tried, { models: [contact] }).filter(({ code }) => code === 'retention-missing');
  expect(missing(policy)).toMatchObject([{ place: 'purposes.customerKnowledge.retention' }]);
  expect(missing(policy)[0]?.at).toContain('l.118');
  expect(missing(oksigen)).toEqual([]);
});

test('S4-68 data on fraud are kept as long as strictly necessary, which is no duration', () => {
  const found = findingsOf(oksigen, 'retention-not-determined').filter(({ at }) =>
    at.includes('l.128'),
  );
  expect(found).toMatchObject([{ place: 'purposes.fraudPrevention.retention' }]);
});

test('S4-76 a store in the United States stops the start where hosting in the Union is promised', () => {
  const stored = (country: string) => variant(oksigen, { storage: { main: { country } } });
  expect(addedBootErrors(oksigen, stored('US'))).toEqual(['storage-location']);
  expect(addedBootErrors(oksigen, stored('IE'))).toEqual([]);
});

test('S4-94 a new version says which of the three reasons it has', () => {
  const found = (change: Partial<PolicyInput>) =>
    findingsOf(variant(oksigen, { version: '2', ...change }), 'change-reason-missing', {
      previous: oksigen,
    });
  expect(found({})).toMatchObject([{ severity: 'error' }]);
  expect(found({ changeReason: 'service' })).toHaveLength(1);
  for (const changeReason of ['law', 'caseLaw', 'authorityRecommendation'] as const) {
    expect(found({ changeReason })).toEqual([]);
  }
});

test('S4-95 a version that is announced after it applies stops the start', () => {
  const announced = (announcedAt: string) =>
    variant(oksigen, { effectiveFrom: '2026-06-01', announcedAt });
  expect(addedBootErrors(oksigen, announced('2026-06-02'))).toEqual(['announced-late']);
  expect(addedBootErrors(oksigen, announced('2026-06-01'))).toEqual([]);
});
