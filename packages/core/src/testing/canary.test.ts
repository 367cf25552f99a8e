import { expect, test } from 'vitest';
import { CANARY_FIELDS, canarySubject } from './canary.ts';
import { findCanaries } from './find-canaries.ts';

const canaries = { email: 'cnry-email-q7x2m9k4w1z8p3v6@canary.example' };
const { email } = canaries;

test.each<[string, string, string]>([
  ['as it is', `customer ${email} not found`, 'raw'],
  ['in capitals', email.toUpperCase(), 'raw'],
  ['URL-encoded', `/orders?email=${encodeURIComponent(email)}`, 'url'],
  ['URL-encoded twice', encodeURIComponent(encodeURIComponent(email)), 'url'],
  ['HTML-escaped', '<b>cnry-email-q7x2m9k4w1z8p3v6&#64;canary.example</b>', 'html'],
  ['in base64', btoa(email), 'base64'],
  ['in base64, one byte in', btoa(`"${email}"`), 'base64'],
  ['in base64, two bytes in', btoa(`{"${email}"}`), 'base64'],
  ['in base64url within JSON', Buffer.from(`{"sub":"${email}"}`).toString('base64url'), 'base64'],
  ['in hexadecimal', Buffer.from(email).toString('hex'), 'hex'],
  ['as an inspected buffer', Buffer.from(email).toString('hex').replace(/(..)/g, '$1 '), 'hex'],
  ['cut off by a log', email.slice(0, 18), 'piece'],
  ['cut off by a mask', `****${email.slice(15, 22)}***`, 'piece'],
])('finds a canary %s', (_, text, form) => {
  expect(findCanaries(text, canaries)).toMatchObject([
    { field: 'email', forms: expect.arrayContaining([form]) },
  ]);
});

test('finds a canary that JSON escapes', () => {
  const [finding] = findCanaries(JSON.stringify({ note: 'cnry-"note"-k4w1z8p3v6q7' }), {
    note: 'cnry-"note"-k4w1z8p3v6q7',
  });
  expect(finding?.forms).toContain('json');
});

test('finds nothing where nothing is', () => {
  const text = JSON.stringify({ email: '[REDACTED]', field: 'cnry', note: 'Customer.email' });
  expect(findCanaries(text.repeat(1_000), canarySubject())).toEqual([]);
});

test('says which fields came out, and does not repeat their values', () => {
  const subject = canarySubject(['email', 'phone', 'city']);
  const found = findCanaries(`${subject.phone} ${subject.city}`, subject);
  expect(found.map((it) => it.field)).toEqual(['phone', 'city']);
  expect(JSON.stringify(found)).not.toContain('cnry');
});

test('each canary is unique and can be told apart by its field', () => {
  const values = Array.from({ length: 50 }, () => Object.values(canarySubject())).flat();
  expect(new Set(values).size).toBe(values.length);
  expect(Object.keys(canarySubject())).toEqual([...CANARY_FIELDS]);
  expect(canarySubject(['email']).email).toMatch(/^cnry-email-[0-9a-z]{16}@canary\.example$/);
  expect(Reflect.get(canarySubject(['__proto__']), '__proto__')).toMatch(/^cnry-__proto__-/);
});
