import { expect, test } from 'vitest';
import { definePolicy, isPolicy } from './define-policy.ts';

test('a policy cannot be changed once it is defined, at any depth', () => {
  const policy = definePolicy(givenText());
  const { newsletter } = policy.purposes;
  expect(() => Object.assign(policy, { version: '4' })).toThrow(TypeError);
  expect(() => Object.assign(newsletter, { legalBasis: 'contract' })).toThrow(TypeError);
  expect(Object.isFrozen(newsletter.channel)).toBe(true);
});

test('what the application holds is neither frozen nor shared', () => {
  const text = givenText();
  const policy = definePolicy(text);
  text.purposes.newsletter.channel.push('sms');
  expect(policy.purposes.newsletter.channel).toEqual(['email']);
  expect(Object.isFrozen(text.purposes.newsletter)).toBe(false);
});

test('a purpose named like a property of every object is found only if it is declared', () => {
  const { purposes } = definePolicy(givenText());
  expect('constructor' in purposes).toBe(false);
  expect(Reflect.get(purposes, 'toString')).toBeUndefined();
});

test('a policy reads like the text it was given, and spreads into its next version', () => {
  const policy = definePolicy(givenText());
  expect(JSON.parse(JSON.stringify(policy))).toEqual(givenText());
  const next = definePolicy({ ...policy, version: '4' });
  expect(next.version).toBe('4');
  expect(next.purposes).toEqual(policy.purposes);
  expect(isPolicy(next)).toBe(true);
  expect(isPolicy(givenText())).toBe(false);
});

test.each([
  ['a function', { describe: () => 'later' }],
  ['a date', { since: new Date(0) }],
  ['a map', { of: new Map() }],
])('a policy that holds %s is refused, because it could change', (_, extra) => {
  const input = { ...givenText(), extra };
  expect(() => definePolicy(input)).toThrow(
    expect.objectContaining({ code: 'declaration-invalid' }),
  );
});

test('a policy that contains itself is refused', () => {
  const input: ReturnType<typeof givenText> & { self?: unknown } = givenText();
  input.self = input;
  expect(() => definePolicy(input)).toThrow('policy.self');
});

function givenText() {
  return {
    version: '3',
    effectiveFrom: '2026-09-01',
    purposes: {
      newsletter: { legalBasis: 'consent' as const, channel: ['email' as 'email' | 'sms'] },
      order: { legalBasis: 'contract' as const },
    },
  };
}
