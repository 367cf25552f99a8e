import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consentEpochHeaders, consentEpochOf } from './consent-epoch.ts';

test.each([
  '',
  ' ',
  '-1',
  '+1',
  '1.0',
  '1e3',
  '0x10',
  '１２',
  'one',
  '1 2',
  '"7"',
  '2147483648',
  '9007199254740993',
  '9'.repeat(10_000),
])('an epoch of %o is no epoch, in a header and in a cookie', (value) => {
  expect(consentEpochOf({ 'consent-epoch': value })).toBeUndefined();
  expect(consentEpochOf({ cookie: `consent-epoch=${value}` })).toBeUndefined();
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53])(
  'an epoch of %s in a token is no epoch',
  (own) => {
    expect(consentEpochOf({}, own)).toBeUndefined();
  },
);

test.each<[Parameters<typeof consentEpochOf>[0], number]>([
  [{ 'consent-epoch': '7' }, 7],
  [{ 'consent-epoch': ' 7 ' }, 7],
  [{ 'consent-epoch': '0' }, 0],
  [{ 'consent-epoch': '2147483647' }, 2_147_483_647],
  [{ 'consent-epoch': '3, 12, x, 5' }, 12],
  [{ 'consent-epoch': ['3', '12'] }, 12],
  [{ cookie: 'consent-epoch=7' }, 7],
  [{ cookie: 'session=abc; consent-epoch=7; theme=dark' }, 7],
  [{ cookie: 'consent-epoch=3;consent-epoch=12 ; consent-epoch=x' }, 12],
  [{ 'consent-epoch': '7', cookie: 'consent-epoch=9' }, 9],
  [{ 'consent-epoch': 'x', cookie: 'consent-epoch=9' }, 9],
])('a session that says %o has seen %i', (headers, expected) => {
  expect(consentEpochOf(headers)).toBe(expected);
});

test('the highest counts of header, cookie and token', () => {
  const headers = { 'consent-epoch': '5', cookie: 'consent-epoch=6' };
  expect(consentEpochOf(headers, 7)).toBe(7);
  expect(consentEpochOf(headers, 4)).toBe(6);
  expect(consentEpochOf({}, 4)).toBe(4);
});

test.each([
  'my-consent-epoch=7',
  'consent-epoch-2=7',
  'a=consent-epoch=7',
  'Consent-Epoch=7',
  'consent-epoch',
])('a cookie %o is another one', (cookie) => {
  expect(consentEpochOf({ cookie })).toBeUndefined();
});

test('whatever a client sends is read without an error, and never as more than it may be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (header, cookie) => {
      const epoch = consentEpochOf({ 'consent-epoch': header, cookie: `consent-epoch=${cookie}` });
      expect(epoch === undefined || (Number.isInteger(epoch) && epoch < 2 ** 31)).toBe(true);
    }),
  );
});

test('the longest headers are read in linear time', () => {
  const pieces = [' ', ';', '=', ',', '0', 'consent-epoch=', '; consent-epoch=', 'consent-epoch;'];
  for (const piece of pieces) {
    const long = piece.repeat(400_000);
    const began = performance.now();
    consentEpochOf({ 'consent-epoch': long, cookie: `consent-epoch${long}` });
    expect(performance.now() - began).toBeLessThan(1_000);
  }
});

test('what is told to a session is what it says again', () => {
  const { 'Consent-Epoch': header, 'Set-Cookie': cookie } = consentEpochHeaders(7);
  expect(cookie).toBe('consent-epoch=7; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax');
  expect(consentEpochOf({ 'consent-epoch': header })).toBe(7);
  expect(consentEpochOf({ cookie: cookie?.split(';')[0] })).toBe(7);
});
