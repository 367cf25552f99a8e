import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('what cannot be used is named all at once, and never repeated', () => {
  const env = { PORT: 'secret-port', DATABASE_URL: 'secret-url', CLINIC_REMIND_BEFORE: 'secret' };
  const read = () => readConfig(env);
  expect(read).toThrow(/PORT.*CLINIC_REMIND_BEFORE.*DATABASE_URL/);
  expect(read).not.toThrow(/secret/);
});

test('secrets that are not given are made up, and listed so that they can be told', () => {
  const { generated, signingKey, staffToken } = readConfig({ CLINIC_SECRETARY_TOKEN: 'given' });
  expect(generated.map(({ variable }) => variable)).toEqual([
    'CLINIC_SIGNING_KEY',
    'CLINIC_STAFF_TOKEN',
  ]);
  expect(signingKey).not.toBe(staffToken);
});

test('reminders are due a day before, unless told otherwise', () => {
  expect(readConfig({}).remindBeforeMs).toBe(24 * 60 * 60 * 1_000);
  expect(readConfig({ CLINIC_REMIND_BEFORE: '0.5' }).remindBeforeMs).toBe(30 * 60 * 1_000);
});
