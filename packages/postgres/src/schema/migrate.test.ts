import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runMigrations } from './migrate.ts';
import type { SchemaMigrations } from './migration.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';
import { schemaStatus } from './status.ts';

const names = Object.keys(MIGRATIONS);
let pglite: PGlite;

beforeEach(async () => {
  pglite = await PGlite.create();
});

afterEach(async () => {
  await pglite.close();
});

test('a step that fails takes back those that ran before it in the same run', async () => {
  const broken = { ...MIGRATIONS, '9999-broken': step(`select 1 from nowhere where 'alice' = ''`) };
  await expect(runMigrations(pglite, broken)).rejects.toMatchObject({
    code: 'migration-refused',
    message: expect.stringMatching(/9999-broken changed nothing: .* \(SQLSTATE 42P01\)$/),
  });
  expect(await schemaStatus(pglite)).toEqual({ applied: [], pending: names, oldestCode: 0 });
  expect(await runMigrations(pglite, MIGRATIONS)).toEqual(names);
});

test('older code refuses to migrate a schema that no longer serves it', async () => {
  await runMigrations(pglite, {
    ...MIGRATIONS,
    '9999-break': step('select 1', SCHEMA_VERSION + 1),
  });
  await expect(runMigrations(pglite, MIGRATIONS)).rejects.toMatchObject({
    code: 'store-schema-ahead',
  });
});

test('older code leaves alone a newer schema that still serves it', async () => {
  await runMigrations(pglite, { ...MIGRATIONS, '9999-more': step('select 1', 1) });
  expect(await runMigrations(pglite, MIGRATIONS)).toEqual([]);
  expect((await schemaStatus(pglite)).applied).toEqual([...names, '9999-more']);
});

test('a schema with a step that is unknown, and without one that is known, is not touched', async () => {
  const [first = ''] = names;
  await runMigrations(pglite, { [first]: MIGRATIONS['0001-subject-state'] });
  await runMigrations(pglite, {
    [first]: MIGRATIONS['0001-subject-state'],
    '0001a-elsewhere': step('select 1'),
  });
  await expect(runMigrations(pglite, MIGRATIONS)).rejects.toThrow(/0001a-elsewhere/);
});

test('a second run has nothing to do, and the schema says which version it is', async () => {
  expect(await runMigrations(pglite, MIGRATIONS)).toEqual(names);
  expect(await runMigrations(pglite, MIGRATIONS)).toEqual([]);
  const { rows } = await pglite.query('select * from lawful.installation_v1()');
  expect(rows).toEqual([
    expect.objectContaining({ schema_version: SCHEMA_VERSION, oldest_code: 1 }),
  ]);
});

test('a dry run tells what would run and creates nothing', async () => {
  expect(await runMigrations(pglite, MIGRATIONS, { dryRun: true })).toEqual(names);
  const { rows } = await pglite.query(`select 1 from pg_namespace where nspname = 'lawful'`);
  expect(rows).toEqual([]);
});

test('each installation has a random key of 32 bytes for its pseudonyms', async () => {
  await runMigrations(pglite, MIGRATIONS);
  const other = await PGlite.create();
  await runMigrations(other, MIGRATIONS);
  const [key, otherKey] = [await keyOf(pglite), await keyOf(other)];
  await other.close();
  expect(key).toHaveLength(32);
  expect(key).not.toEqual(otherKey);
});

test('all names in the database lie in schema lawful', async () => {
  await runMigrations(pglite, MIGRATIONS);
  const { rows } = await pglite.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace`,
  );
  expect(rows).toEqual([]);
});

function step(statement: string, oldestCode = 1): SchemaMigrations[string] {
  return { oldestCode, up: async (db) => void (await sql.raw(statement).execute(db)) };
}

async function keyOf(database: PGlite): Promise<Uint8Array> {
  const { rows } = await database.query<{ key_secret: Uint8Array }>(
    'select key_secret from lawful.installation_v1()',
  );
  return rows[0]?.key_secret ?? new Uint8Array();
}
