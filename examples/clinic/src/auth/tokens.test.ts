import { expect, test } from 'vitest';
import { Tokens } from './tokens.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (hours: number) => () => new Date(NOW.getTime() + hours * 60 * 60 * 1_000);

test('proves nothing once it has expired, or under another key', async () => {
  const token = await new Tokens('key', () => NOW).issue('patient-1');
  expect(await new Tokens('key', later(13)).verify(token)).toBeUndefined();
  expect(await new Tokens('other', () => NOW).verify(token)).toBeUndefined();
});

test('proves nothing where it is not signed at all', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'patient-1', iss: 'clinic', aud: 'clinic', exp: 4_000_000_000 };
  const unsigned = `${part({ alg: 'none' })}.${part(claims)}.`;
  expect(await new Tokens('key', () => NOW).verify(unsigned)).toBeUndefined();
});

test('proves who it was issued to', async () => {
  const tokens = new Tokens('key', () => NOW);
  expect(await tokens.verify(await tokens.issue('patient-1'))).toBe('patient-1');
});
