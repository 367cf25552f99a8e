import { expect, test } from 'vitest';
import { checkSchemaVersion, isSchemaMissing } from './schema-version.ts';

const refused = [
  ['a database that was never migrated', undefined, 'store-schema-behind'],
  ['a schema older than the code', { schema_version: 2, oldest_code: 1 }, 'store-schema-behind'],
  ['a schema that dropped the code', { schema_version: 5, oldest_code: 4 }, 'store-schema-ahead'],
] as const;

test.each(refused)('%s is refused', (_, installed, code) => {
  expect(() => checkSchemaVersion(installed, 3)).toThrow(expect.objectContaining({ code }));
});

const accepted = [
  ['the schema of this code', { schema_version: 3, oldest_code: 3 }],
  ['a newer schema that still serves this code', { schema_version: 9, oldest_code: 3 }],
] as const;

test.each(accepted)('%s is accepted', (_, installed) => {
  expect(() => checkSchemaVersion(installed, 3)).not.toThrow();
});

test('only what says that nothing is there counts as a missing schema', () => {
  const coded = (code: string) => Object.assign(new Error('refused'), { code });
  expect(['3F000', '42P01', '42883'].map((code) => isSchemaMissing(coded(code)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['42501', 'ECONNREFUSED', '57014'].map((code) => isSchemaMissing(coded(code)))).toEqual([
    false,
    false,
    false,
  ]);
});
