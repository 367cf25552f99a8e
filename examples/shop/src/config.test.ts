import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment is enough: port 3000 on this machine only, an embedded database', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    otlpEndpoint: undefined,
    logLevel: 'info',
  });
});

test('secrets that are not given are made up, differ at every start, and are told', () => {
  const once = readConfig({});
  const again = readConfig({});
  expect(once.generated.map(({ variable }) => variable)).toEqual([
    'SHOP_SIGNING_KEY',
    'SHOP_STAFF_TOKEN',
  ]);
  expect(once.generated.map(({ value }) => value)).toEqual([once.signingKey, once.staffToken]);
  expect(again.signingKey).not.toBe(once.signingKey);
  expect(again.staffToken).not.toBe(once.staffToken);
});

test('secrets that are given are taken as they are', () => {
  const config = readConfig({ SHOP_SIGNING_KEY: 'a key', SHOP_STAFF_TOKEN: 'a token' });
  expect(config).toMatchObject({ signingKey: 'a key', staffToken: 'a token', generated: [] });
});

test('an empty variable is an absent one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
  });
});

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['LOG_LEVEL', 'chatty'],
  ['DATABASE_URL', 'mysql://user:secret-word@host/shop'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
])('an unusable %s stops the start and is named, but its value is not repeated', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
  expect(() => readConfig({ [name]: value })).not.toThrow(value);
});

test('all faults are told at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT.*LOG_LEVEL/);
});
