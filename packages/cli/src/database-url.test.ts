import { expect, test } from 'vitest';
import { databaseUrl, refuseDatabaseUrl } from './database-url.ts';

test.each([
  '--database-url',
  '--database-url=x',
  '--databaseUrl=x',
  '--db-uri',
  '--connection-string=x',
  'postgres://me@host/db',
  'POSTGRESQL://me@host/db',
  '--anything=postgresql://me@host/db',
])('%s on the command line is refused', (arg) => {
  expect(() => refuseDatabaseUrl(['migrate', arg])).toThrow(
    expect.objectContaining({ code: 'database-url-exposed', exitCode: 2 }),
  );
});

test.each(['--grant', 'postgres', '--status', 'https://example.org/hook', './consents.ndjson'])(
  '%s on the command line is no address of a database',
  (arg) => {
    expect(() => refuseDatabaseUrl(['migrate', arg])).not.toThrow();
  },
);

test('the address comes from the environment, and an empty one is none', () => {
  for (const env of [{}, { DATABASE_URL: '' }]) {
    expect(() => databaseUrl({ env })).toThrow(
      expect.objectContaining({ code: 'database-url-missing', exitCode: 2 }),
    );
  }
  expect(databaseUrl({ env: { DATABASE_URL: 'postgres://host/db' } })).toBe('postgres://host/db');
});
