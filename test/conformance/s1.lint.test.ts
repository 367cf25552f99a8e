import { isSpecialCategory } from '@lawful/core/vocabulary';
import { expect, test } from 'vitest';
import { addedBootErrors, bootErrors, findingsOf, linesOf, variant } from './boot.ts';
import { unnamedPublisher } from './policies/unnamed-publisher/policy.ts';

const { defineModel, personal, subjectId } = unnamedPublisher.declare();

test('S1-01 nothing starts under a policy that does not say who the controller is', () => {
  const [missing] = bootErrors(unnamedPublisher);
  expect(missing).toMatchObject({ code: 'controller-identity-missing', article: 'Art. 13(1)(a)' });
  const controller = { name: 'Publisher', address: '1 rue du Test, Lyon', contact: 'a@b.example' };
  const named = variant(unnamedPublisher, { controller });
  expect(bootErrors(named).map(({ code }) => code)).not.toContain('controller-identity-missing');
});

test('S1-11 a recipient without a clause of confidentiality stops the start', () => {
  const partner = { role: 'third-party', country: 'FR', purposes: ['orders'] } as const;
  const bound = { ...partner, confidentialityReference: 'NDA 2' };
  const registered = variant(unnamedPublisher, {
    recipients: { ...unnamedPublisher.recipients, partner },
  });
  const clause = variant(unnamedPublisher, {
    recipients: { ...unnamedPublisher.recipients, partner: bound },
  });
  const processor = variant(unnamedPublisher, {
    recipients: { ...unnamedPublisher.recipients, partner: { ...partner, role: 'processor' } },
  });
  expect(addedBootErrors(unnamedPublisher, registered)).toEqual(['confidentiality-missing']);
  expect(addedBootErrors(unnamedPublisher, clause)).toEqual([]);
  expect(addedBootErrors(unnamedPublisher, processor)).toContain('processor-without-contract');
});

test('S1-19 everything that the text calls sensitive is a special category', () => {
  const listed = [
    'pd:Race',
    'pd:EthnicOrigin',
    'pd:PhilosophicalBelief',
    'pd:PoliticalOpinion',
    'pd:TradeUnionMembership',
    'pd:Religion',
    'pd:ReligiousBelief',
    'pd:Sexual',
    'pd:SexualHistory',
    'pd:SexualPreference',
    'pd:MedicalHealth',
    'pd:Health',
    'pd:Biometric',
    'pd:Genetic',
  ] as const;
  expect(listed.filter((category) => !isSpecialCategory(category))).toEqual([]);
  expect(isSpecialCategory('pd:EmailAddress')).toBe(false);
});

test('S1-23 a field on offences stops the start of an application that manages debts', () => {
  const debt = (category: 'pd:CriminalOffence' | 'pd:Transaction') =>
    defineModel('Debt', {
      dataSubject: 'dpv:Customer',
      fields: { debtor: subjectId(), note: personal({ category, purpose: 'unpaidAndLitigation' }) },
    });
  const added = (category: 'pd:CriminalOffence' | 'pd:Transaction') =>
    addedBootErrors(unnamedPublisher, unnamedPublisher, { models: [debt(category)] });
  expect(added('pd:CriminalOffence')).toContain('criminal-offence-against-commitment');
  expect(added('pd:Transaction')).toEqual([]);
});

test('S1-32 no personal data on a visit, but technical data and reCAPTCHA: both pairs are found', () => {
  expect(linesOf(unnamedPublisher, 'statement-contradiction')).toEqual([
    ['l.75', 'l.85'],
    ['l.75', 'l.163'],
  ]);
  const { device, recaptcha, ...points } = unnamedPublisher.collectionPoints ?? {};
  const mended = variant(unnamedPublisher, { collectionPoints: points });
  expect(linesOf(mended, 'statement-contradiction')).toEqual([]);
  expect([device, recaptcha].every((point) => point?.automatic)).toBe(true);
});

test('S1-37 a record that ties technical data to a name stops the start', () => {
  const visit = (category: 'pd:Name' | 'pd:Language') =>
    defineModel('Visit', {
      fields: {
        address: personal({ category: 'pd:IPAddress', purpose: 'technicalAdvertising' }),
        other: personal({ category, purpose: 'siteUse' }),
      },
    });
  const errors = (category: 'pd:Name' | 'pd:Language') =>
    bootErrors(unnamedPublisher, { models: [visit(category)] }).filter(
      ({ code }) => code === 'prohibited-by-policy',
    );
  expect(errors('pd:Name')).toMatchObject([{ place: 'Visit.other', at: ['l.87'] }]);
  expect(errors('pd:Language')).toEqual([]);
});

test('S1-70 the text lacks most of what Art. 13 asks for: each gap is a finding', () => {
  const missing = ['access', 'rectification', 'objection', 'complaint'].map((it) => `rights.${it}`);
  const rights = findingsOf(unnamedPublisher, 'right-missing').map(({ place }) => place);
  expect(rights).toEqual(expect.arrayContaining(missing));
  expect(findingsOf(unnamedPublisher, 'dpo-missing')).toMatchObject([{ severity: 'info' }]);
  const withoutBasis = findingsOf(unnamedPublisher, 'legal-basis-missing');
  expect(withoutBasis.length).toBeGreaterThan(Object.keys(unnamedPublisher.purposes).length / 2);
});

test('S1-71 an article of Law 78-17 is cited under its number of before June 2019', () => {
  const [stale, ...more] = findingsOf(unnamedPublisher, 'stale-legal-reference');
  expect(stale).toMatchObject({ at: ['l.109'], message: expect.stringContaining('Art. 4(5°)') });
  expect(more).toEqual([]);
  expect(findingsOf(unnamedPublisher, 'stale-legal-reference', { on: '2019-05-31' })).toEqual([]);
});
