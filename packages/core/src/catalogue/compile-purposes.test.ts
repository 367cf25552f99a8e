import { expect, test } from 'vitest';
import type { PurposeInput } from '../declare/policy-input.ts';
import type { RecipientInput } from '../declare/recipient-input.ts';
import type { CompiledPurpose } from './catalogue.ts';
import { compilePurposes } from './compile-purposes.ts';

test.each<[string, PurposeInput['legalBasis'], CompiledPurpose['legalBasis']]>([
  ['a short name', 'contract', 'eu-gdpr:A6-1-b'],
  ['an identifier', 'eu-gdpr:A6-1-f', 'eu-gdpr:A6-1-f'],
  ['the same basis twice', ['consent', 'eu-gdpr:A6-1-a'], 'eu-gdpr:A6-1-a'],
  ['nothing', undefined, undefined],
  ['no basis', [], undefined],
  ['two bases', ['consent', 'contract'], undefined],
])('a purpose that states %s has exactly one legal basis, or none', (_, stated, resolved) => {
  const input = stated === undefined ? {} : { legalBasis: stated };
  expect(givenPurpose(input).legalBasis).toBe(resolved);
});

test.each<[PurposeInput, Pick<CompiledPurpose, 'marketing' | 'sale' | 'gpc'>]>([
  [{}, { marketing: false, sale: false, gpc: false }],
  [{ is: 'dpv:CustomerOrderManagement' }, { marketing: false, sale: false, gpc: false }],
  [{ is: 'dpv:DirectMarketing' }, { marketing: true, sale: false, gpc: false }],
  [
    { is: 'dpv:CustomerCare', message: 'marketing' },
    { marketing: true, sale: false, gpc: false },
  ],
  // Calling marketing a service does not take the right to object away.
  [
    { is: 'dpv:DirectMarketing', message: 'service' },
    { marketing: true, sale: false, gpc: false },
  ],
  [{ is: 'dpv:SellDataToThirdParties' }, { marketing: false, sale: true, gpc: true }],
  [{ is: 'dpv:TargetedAdvertising' }, { marketing: false, sale: false, gpc: true }],
  [{ is: 'dpv:RecruitmentTargetedAdvertising' }, { marketing: false, sale: false, gpc: true }],
  [{ is: 'dpv:PersonalisedAdvertising' }, { marketing: false, sale: false, gpc: false }],
])('%j is marketing, sale or refused by Global Privacy Control as its term says', (input, as) => {
  expect(givenPurpose(input)).toMatchObject(as);
});

test('Global Privacy Control does not refuse a purpose whole because a third party takes part in it', () => {
  const shared = { role: 'third-party', purposes: ['one'] } as const;
  expect(givenPurpose({ is: 'dpv:DirectMarketing' }, shared).gpc).toBe(false);
});

test('purposes keep the order of the policy and take the first slots', () => {
  const policy = { ...givenText(), purposes: { order: {}, newsletter: {}, audit: {} } };
  const slots = [...compilePurposes(policy, undefined, ignore).values()].map(({ id, slot }) => [
    id,
    slot,
  ]);
  expect(slots).toEqual([
    ['order', 0],
    ['newsletter', 1],
    ['audit', 2],
  ]);
});

test('a purpose is new if the version before lacks it; without one before, none is', () => {
  const policy = { ...givenText(), purposes: { order: {}, profiling: {} } };
  const isNew = (previous: typeof policy | undefined) =>
    [...compilePurposes(policy, previous, ignore).values()]
      .filter((each) => each.isNew)
      .map(({ id }) => id);
  expect(isNew(undefined)).toEqual([]);
  expect(isNew(policy)).toEqual([]);
  expect(
    [...compilePurposes(policy, { ...givenText(), purposes: { order: {} } }, ignore).values()]
      .filter((each) => each.isNew)
      .map(({ id }) => id),
  ).toEqual(['profiling']);
});

test('a purpose says its channels as a list, and acts as controller unless told', () => {
  expect(givenPurpose({ channel: 'email' })).toMatchObject({
    channels: ['email'],
    role: 'controller',
  });
  expect(givenPurpose({ role: 'processor' })).toMatchObject({ channels: [], role: 'processor' });
});

/** Findings are tested beside their cases. */
const ignore = () => undefined;

function givenPurpose(input: PurposeInput, recipient?: RecipientInput): CompiledPurpose {
  const recipients = recipient === undefined ? {} : { recipients: { them: recipient } };
  const policy = { ...givenText(), purposes: { one: input }, ...recipients };
  const purpose = compilePurposes(policy, undefined, ignore).get('one');
  if (purpose === undefined) throw new Error('The purpose was not compiled');
  return purpose;
}

function givenText() {
  return { version: '1', effectiveFrom: '2026-09-01' };
}
