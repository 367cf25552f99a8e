import { type RightId, rightApplies } from '@lawful/core/vocabulary';
import { expect, test } from 'vitest';
import { addedBootErrors, bootErrors, findingsOf, linesOf, variant } from './boot.ts';
import type { PolicyInput, RecipientInput } from './core.ts';
import { luxim } from './policies/luxim/policy.ts';
import { soundPolicy } from './sound-policy.ts';

test('S2-11 a purpose with no legal basis stops the start, and so does one with two', () => {
  const withBasis = (legalBasis: readonly ('consent' | 'contract')[]) =>
    variant(soundPolicy, {
      purposes: { ...soundPolicy.purposes, extra: { ...soundPolicy.purposes.order, legalBasis } },
    });
  expect(bootErrors(withBasis([])).map(({ code }) => code)).toEqual(['legal-basis-missing']);
  const two = bootErrors(withBasis(['consent', 'contract']));
  expect(two.map(({ code }) => code)).toEqual(['multiple-legal-basis']);
  expect(bootErrors(withBasis(['contract']))).toEqual([]);
});

/** The two sources of the table agree: DPV 2.3 and the developer guide of the CNIL. */
const RIGHTS = [
  'eu-gdpr:A15',
  'eu-gdpr:A16',
  'eu-gdpr:A17',
  'eu-gdpr:A18',
  'eu-gdpr:A20',
  'eu-gdpr:A21',
  'eu-gdpr:A22',
  'eu-gdpr:A7-3',
] as const satisfies readonly RightId[];

test('S2-14 rights per legal basis are those of the table: none to object, erase or port what a law demands', () => {
  const table = {
    'eu-gdpr:A6-1-a': '11111011',
    'eu-gdpr:A6-1-b': '11111010',
    'eu-gdpr:A6-1-c': '11010000',
    'eu-gdpr:A6-1-d': '11110010',
    'eu-gdpr:A6-1-e': '11010110',
    'eu-gdpr:A6-1-f': '11110110',
  } as const;
  const bases = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  for (const letter of bases) {
    const basis = `eu-gdpr:A6-1-${letter}` as const;
    const row = RIGHTS.map((right) => (rightApplies(right, basis) ? '1' : '0')).join('');
    expect(`${basis} ${row}`).toBe(`${basis} ${table[basis]}`);
  }
  const { moneyLaundering, rightsHandling } = luxim.purposes;
  for (const { legalBasis } of [moneyLaundering, rightsHandling]) {
    expect(legalBasis).toBe('legal_obligation');
  }
});

test('S2-20 a partner with purposes of its own cannot be registered as a processor', () => {
  const { partners, ...others } = luxim.recipients ?? {};
  expect(partners).toMatchObject({ role: 'controller', ownPurposes: true });
  const registered = variant(luxim, {
    recipients: {
      ...others,
      partners: {
        role: 'processor',
        ownPurposes: true,
        country: 'FR',
        purposes: ['prospecting'],
        fields: ['Client.email'],
        contractReference: 'DPA 9',
      },
    },
  });
  expect(addedBootErrors(luxim, registered)).toEqual(['processor-with-own-purposes']);
});

test.each([
  ['contractReference', 'processor-without-contract'],
  ['purposes', 'processor-incomplete'],
  ['fields', 'processor-incomplete'],
  ['country', 'transfer-mechanism-missing'],
] as const)('S2-21 a processor without its %s stops the start', (missing, code) => {
  const whole = {
    role: 'processor',
    country: 'FR',
    purposes: ['newsletter'],
    fields: ['Client.email'],
    contractReference: 'DPA 1',
  } as const;
  const registered = (mailer: RecipientInput) => variant(soundPolicy, { recipients: { mailer } });
  const { [missing]: _, ...rest } = whole;
  expect(bootErrors(registered(whole))).toEqual([]);
  const without = bootErrors(registered({ ...{ role: 'processor', purposes: [] }, ...rest }));
  expect(without.map((finding) => finding.code)).toEqual([code]);
});

test('S2-31 keeping data longer by law without naming the law stops the start', () => {
  const retention = { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' } as const;
  const kept = (extension: { readonly legalReference?: string }) =>
    variant(soundPolicy, {
      purposes: {
        ...soundPolicy.purposes,
        order: { ...soundPolicy.purposes.order, retention: { ...retention, extension } },
      },
    });
  expect(bootErrors(kept({})).map(({ code }) => code)).toEqual(['legal-reference-missing']);
  expect(bootErrors(kept({ legalReference: 'C. com. L123-22' }))).toEqual([]);
  expect(linesOf(luxim, 'legal-reference-missing')).toEqual([['l.37']]);
});

test('S2-50 one clock for documents and transactions is noted, and two can be declared', () => {
  expect(findingsOf(luxim, 'start-event-per-class')).toMatchObject([
    { at: ['l.53'], severity: 'info', place: 'purposes.moneyLaundering.retention' },
  ]);
  const rule = { duration: 'P5Y', action: 'erase' } as const;
  const { moneyLaundering } = luxim.purposes;
  const mended = variant(luxim, {
    purposes: {
      ...luxim.purposes,
      moneyLaundering: {
        ...moneyLaundering,
        retention: [
          { ...rule, startEvent: 'relationship.closed', appliesTo: 'documents' },
          { ...rule, startEvent: 'transaction.executed', appliesTo: 'transactions', clock: 'item' },
        ],
      },
    },
  });
  expect(findingsOf(mended, 'start-event-per-class')).toEqual([]);
  expect(addedBootErrors(luxim, mended)).toEqual([]);
});

test('S2-60 Setmore is named without a country or a mechanism: nothing starts', () => {
  const places = (policy: PolicyInput) =>
    bootErrors(policy)
      .filter(({ code }) => code === 'transfer-mechanism-missing')
      .map(({ place, at }) => `${place} ${at.join()}`);
  expect(places(luxim)).toContain('recipients.setmore l.63');
  const setmore = {
    ...luxim.recipients?.setmore,
    role: 'processor',
    purposes: ['onlinePayments'],
    country: 'US',
  } as const;
  const withCountry = variant(luxim, { recipients: { ...luxim.recipients, setmore } });
  expect(places(withCountry).join()).toContain('recipients.setmore');
  const transfer = { mechanism: 'eu-gdpr:A45-3', certified: true } as const;
  const mended = variant(luxim, {
    recipients: { ...luxim.recipients, setmore: { ...setmore, transfer } },
  });
  expect(places(mended).join()).not.toContain('recipients.setmore');
});

test('S2-63 a field that would hold a card number stops the start', () => {
  const { defineModel, personal, subjectId } = luxim.declare();
  const payment = (category: 'pd:PaymentCardNumber' | 'pd:Transaction') =>
    defineModel('Payment', {
      dataSubject: 'dpv:Client',
      fields: { payer: subjectId(), card: personal({ category, purpose: 'onlinePayments' }) },
    });
  const added = (category: 'pd:PaymentCardNumber' | 'pd:Transaction') =>
    addedBootErrors(luxim, luxim, { models: [payment(category)] }).filter(
      (code) => code === 'payment-card-stored',
    );
  expect(added('pd:PaymentCardNumber')).toEqual(['payment-card-stored']);
  expect(added('pd:Transaction')).toEqual([]);
});

test('S2-65 the law of channels cannot be switched off by calling marketing a service message', () => {
  const disabled = variant(luxim, {
    purposes: { ...luxim.purposes, smsOffers: { ...luxim.purposes.smsOffers, message: 'service' } },
  });
  expect(addedBootErrors(luxim, disabled)).toEqual(['marketing-declared-as-service']);
  const [finding] = findingsOf(disabled, 'marketing-declared-as-service');
  expect(finding?.at).toContain('l.66');
});

test('S2-97 no officer, no description of interests, no account of sources: all three are found', () => {
  expect(findingsOf(luxim, 'dpo-missing')).toMatchObject([{ severity: 'info' }]);
  const parts = findingsOf(luxim, 'legitimate-interest-not-described').filter(({ at }) =>
    at.includes('l.21'),
  );
  expect(parts).toHaveLength(15);
  expect(linesOf(luxim, 'source-missing')).toEqual([['l.10']]);
});
