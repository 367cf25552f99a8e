import { migrate } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { subjectThrough, urlAs } from './functions.ts';

const DENIED = { code: '42501' };
let postgres: Postgres;
let superuser: Pool;
let application: Pool;
let stranger: Pool;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.query(`create role shop login password 'shop'`);
  await postgres.query(`create role stranger login password 'stranger'`);
  superuser = new Pool({ connectionString: postgres.url });
  application = new Pool({ connectionString: urlAs(postgres.url, { role: 'shop' }) });
  stranger = new Pool({ connectionString: urlAs(postgres.url, { role: 'stranger' }) });
  await migrate(superuser, { grant: ['shop'] });
});

afterAll(async () => {
  await Promise.all([superuser, application, stranger].map((pool) => pool?.end()));
  await postgres?.stop();
});

describe('the role of the application', () => {
  const attempts = [
    'select from lawful.TABLE',
    'delete from lawful.TABLE',
    'truncate lawful.TABLE',
    'do $$ begin lock table lawful.TABLE in access share mode; end $$',
    'alter table lawful.TABLE disable row level security',
    'drop table lawful.TABLE',
  ].flatMap((statement) =>
    ['subject_event', 'subject_state', 'installation', 'migration'].map((table) =>
      statement.replace('TABLE', table),
    ),
  );

  test.each([
    ...attempts,
    `update lawful.subject_event set event = '{}'`,
    `update lawful.subject_state set state = ''`,
    'update lawful.installation set oldest_code = 99',
    `insert into lawful.subject_state values (1, 1, gen_random_uuid(), gen_random_uuid(), '', '')`,
    'drop function lawful.changes_v1(text)',
    'alter function lawful.read_v1(text, uuid[]) security invoker',
    `create function lawful.mine() returns int language sql as 'select 1'`,
    'set role lawful_functions',
    'set role lawful_feed',
    'grant lawful_functions to shop',
  ])('may not: %s', async (statement) => {
    await expect(application.query(statement)).rejects.toMatchObject(DENIED);
  });

  test('sees no row of any tenant by naming one in the session', async () => {
    await subjectThrough(application, 'hospital').append('a', 0);
    const client = await application.connect();
    await client.query(`set lawful.tenant = 'hospital'`);
    await expect(client.query('select tenant from lawful.subject_state')).rejects.toMatchObject(
      DENIED,
    );
    await client.query('discard all');
    client.release();
  });

  test('is not misled by names of its own making', async () => {
    const subject = subjectThrough(application);
    const client = await application.connect();
    await client.query('create temp table subject_event (like pg_class)');
    await client.query('set search_path = pg_temp, lawful');
    client.release();
    expect(await subject.append('a', 0)).toBe('stored');
    expect(await subject.history()).toEqual(['a']);
  });

  test('appends, reads, repairs and follows changes through the functions', async () => {
    const subject = subjectThrough(application);
    expect(await subject.append('a', 0)).toBe('stored');
    expect(await subject.append('a', 0)).toBe('known');
    expect(await subject.append('b', 0)).toBe('stale');
    expect(await subject.read()).toEqual([1]);
    expect(await subject.history()).toEqual(['a']);
    const changes = await application.query('select * from lawful.changes_v1(null)');
    expect(changes.rows).toHaveLength(1);
    const { rows } = await application.query('select schema_version from lawful.installation_v1()');
    expect(rows).toHaveLength(1);
  });
});

test('a role without membership may call nothing', async () => {
  await expect(subjectThrough(stranger).read()).rejects.toMatchObject(DENIED);
  await expect(stranger.query('select * from lawful.installation_v1()')).rejects.toMatchObject(
    DENIED,
  );
});

test('even a superuser sees one tenant through the functions', async () => {
  const ours = subjectThrough(superuser, 'ours');
  await ours.append('a', 0);
  const theirs = subjectThrough(superuser, 'theirs', ours.key);
  expect(await theirs.read()).toEqual([]);
  expect(await theirs.history()).toEqual([]);
  const client = await superuser.connect();
  await client.query('set row_security = off');
  const read = client.query('select * from lawful.read_v1($1, $2)', ['theirs', [ours.key]]);
  await expect(read).rejects.toMatchObject(DENIED);
  await client.query('discard all');
  client.release();
});

describe('the roles behind the functions', () => {
  test('see nothing of a tenant that was not named and write for no other', async () => {
    await subjectThrough(superuser, 'hospital').append('a', 0);
    const insertion = `insert into lawful.subject_state
      values (1, 1, gen_random_uuid(), gen_random_uuid(), 'clinic', '')`;
    const theirs = `select tenant from lawful.subject_event where tenant <> ''`;
    expect(await as('lawful_functions', theirs)).toEqual([]);
    await expect(
      as('lawful_functions', `set lawful.tenant = 'hospital'`, insertion),
    ).rejects.toMatchObject(DENIED);
    await expect(as('lawful_functions', insertion)).rejects.toMatchObject(DENIED);
    expect(
      await as(
        'lawful_functions',
        `set lawful.tenant = 'hospital'`,
        'select distinct tenant from lawful.subject_event',
      ),
    ).toEqual([{ tenant: 'hospital' }]);
  });

  test.each([
    ['lawful_functions', `update lawful.subject_event set event = '{}'`],
    ['lawful_functions', 'delete from lawful.subject_event'],
    ['lawful_functions', 'delete from lawful.subject_state'],
    ['lawful_functions', 'truncate lawful.subject_event'],
    ['lawful_functions', `update lawful.installation set key_secret = ''`],
    ['lawful_functions', 'create table lawful.mine ()'],
    ['lawful_feed', 'select subject from lawful.subject_event'],
    ['lawful_feed', 'select event from lawful.subject_event'],
    ['lawful_feed', 'select tenant from lawful.subject_event'],
    ['lawful_feed', 'select from lawful.subject_state'],
    ['lawful_tools', `update lawful.subject_event set event = '{}'`],
    ['lawful_tools', 'delete from lawful.subject_event'],
    ['lawful_relay', 'select from lawful.subject_event'],
  ])('%s may not: %s', async (role, statement) => {
    await expect(as(role, statement)).rejects.toMatchObject(DENIED);
  });

  test('tools read every tenant', async () => {
    for (const tenant of ['one', 'two']) await subjectThrough(superuser, tenant).append('a', 0);
    const rows = await as(
      'lawful_tools',
      `select distinct tenant from lawful.subject_state where tenant in ('one', 'two')`,
    );
    expect(rows).toHaveLength(2);
  });
});

test('every function runs with least privilege, a fixed search path and not for everybody', async () => {
  const { rows } = await superuser.query(`
    select p.proname, p.prosecdef, r.rolsuper or r.rolbypassrls or r.rolcanlogin as mighty,
      p.proconfig, has_function_privilege('stranger', p.oid, 'execute') as public
    from pg_proc p join pg_roles r on r.oid = p.proowner
    where p.pronamespace = 'lawful'::regnamespace`);
  expect(rows.length).toBeGreaterThan(5);
  for (const { proname, ...row } of rows) {
    expect({ proname, ...row }).toEqual({
      proname: expect.stringMatching(/_v\d+$/),
      prosecdef: true,
      mighty: false,
      proconfig: ['search_path=pg_catalog, pg_temp'],
      public: false,
    });
  }
});

test('every table of subjects has a tenant in its key, and row-level security that even its owner obeys', async () => {
  const { rows } = await superuser.query(`
    select c.relname, c.relrowsecurity and c.relforcerowsecurity as secured, exists (
        select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant') as keyed
    from pg_class c join pg_attribute s on s.attrelid = c.oid and s.attname = 'subject_key'
    where c.relnamespace = 'lawful'::regnamespace and c.relkind = 'r'`);
  expect(rows.map(({ relname }) => relname)).toEqual(
    expect.arrayContaining(['subject_event', 'subject_state']),
  );
  for (const row of rows) expect(row).toMatchObject({ secured: true, keyed: true });
});

/** Runs statements as a role that nobody can log in as, and returns the rows of the last. */
async function as(role: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = await superuser.connect();
  try {
    await client.query(`set role ${role}`);
    let rows: readonly unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.query('discard all');
    client.release();
  }
}
