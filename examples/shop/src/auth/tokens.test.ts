import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { createTokens } from './tokens.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

test('a token proves the customer for whom it was issued', async () => {
  const tokens = givenTokens();
  expect(await tokens.verify(await tokens.issue('c-1'))).toBe('c-1');
});

test('a key may be any text, however short', async () => {
  const tokens = createTokens('k');
  expect(await tokens.verify(await tokens.issue('c-1'))).toBe('c-1');
});

test('a token expires after twelve hours', async () => {
  const token = await givenTokens().issue('c-1');
  const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
  expect(await givenTokens(later(11.9)).verify(token)).toBe('c-1');
  expect(await givenTokens(later(12.1)).verify(token)).toBeUndefined();
});

test('a token signed with another key proves nothing', async () => {
  const token = await createTokens('another key').issue('c-1');
  expect(await givenTokens(new Date()).verify(token)).toBeUndefined();
});

test('a token changed after it was signed proves nothing', async () => {
  const [header, , signature] = (await givenTokens().issue('c-1')).split('.');
  const payload = Buffer.from('{"sub":"c-2","iss":"shop","aud":"shop","exp":9999999999}');
  expect(
    await givenTokens().verify(`${header}.${payload.toString('base64url')}.${signature}`),
  ).toBeUndefined();
});

test('a token without a signature proves nothing', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'c-1', iss: 'shop', aud: 'shop', exp: 9_999_999_999 };
  expect(await givenTokens().verify(`${part({ alg: 'none' })}.${part(claims)}.`)).toBeUndefined();
});

test('a token that does not say when it expires proves nothing', async () => {
  const endless = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('c-1')
    .setIssuer('shop')
    .setAudience('shop')
    .sign(new TextEncoder().encode('the key'));
  expect(await givenTokens().verify(endless)).toBeUndefined();
});

test.each(['', 'x', 'a.b.c', '..', 'eyJ'.repeat(1_000)])(
  'text that is no token proves nothing',
  async (text) => {
    expect(await givenTokens().verify(text)).toBeUndefined();
  },
);

function givenTokens(now = NOW) {
  return createTokens('the key', () => now);
}
