import { migrate } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { subjectThrough, urlAs } from './functions.ts';
import { lawful } from './lawful-command.ts';

// Roles belong to the whole server: these tests build on each other, in this order.
let postgres: Postgres;
const pools: Pool[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  for (const role of ['humble', 'builder', 'shop']) {
    await postgres.query(`create role ${role} login password '${role}'`);
  }
  for (const database of ['one', 'two', 'three', 'refused']) {
    await postgres.query(`create database ${database}`);
    await postgres.query(`grant create on database ${database} to humble, builder`);
  }
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await postgres?.stop();
});

test('a role that may not make the missing roles is told what it needs, and makes no table', async () => {
  const humble = givenPool('humble', 'one');
  await expect(migrate(humble)).rejects.toMatchObject({
    code: 'migration-refused',
    message: expect.stringMatching(/needs CREATEROLE.*lawful_functions.*SQLSTATE 42501/),
  });
  const { rows } = await humble.query(`select relname from pg_class
    where relnamespace = 'lawful'::regnamespace and relkind = 'r' and relname like 'subject%'`);
  expect(rows).toEqual([]);
});

test('a role that exists and passes over row-level security is refused', async () => {
  await postgres.query('create role lawful_functions bypassrls');
  await expect(migrate(givenSuperuser('refused'))).rejects.toMatchObject({
    message: expect.stringMatching(/may bypass row-level security/),
  });
  await postgres.query('drop role lawful_functions');
});

test('a role that may make roles migrates and lets the application in', async () => {
  await postgres.query('alter role builder createrole');
  const builder = givenPool('builder', 'two');
  const { code, out, err } = await lawful(['migrate', '--grant', 'shop'], {
    DATABASE_URL: addressOf('builder', 'two'),
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ran 0001-subject-state\n(.*\n)*shop is a member of lawful_app\n$/);
  expect(await migrate(builder, { grant: ['shop'] })).toEqual([]);
  const subject = subjectThrough(givenPool('shop', 'two'));
  expect(await subject.append('a', 0)).toBe('stored');
  expect(await subject.history()).toEqual(['a']);
});

test('the role that migrated owns the tables, and row-level security holds for it too', async () => {
  const { rows } = await givenPool('builder', 'two').query('select from lawful.subject_event');
  expect(rows).toEqual([]);
});

test('with the roles made beforehand a role that may not make any migrates', async () => {
  const humble = givenPool('humble', 'three');
  await expect(migrate(humble)).rejects.toMatchObject({ code: 'migration-refused' });
  await postgres.query('grant lawful_functions, lawful_feed, lawful_outbox to humble');
  expect((await migrate(humble)).length).toBeGreaterThan(0);
  expect(await subjectThrough(givenPool('shop', 'three')).append('a', 0)).toBe('stored');
});

test('many who let the same role in at once all succeed', async () => {
  const builder = givenPool('builder', 'two');
  await postgres.query('create role late login');
  await Promise.all(Array.from({ length: 6 }, () => migrate(builder, { grant: ['late'] })));
  const [row] = await postgres.query(`select pg_has_role('late', 'lawful_app', 'usage') as member`);
  expect(row).toEqual({ member: true });
});

test('a role that does not exist cannot be let in', async () => {
  await expect(migrate(givenPool('builder', 'two'), { grant: ['nobody'] })).rejects.toMatchObject({
    message: expect.stringMatching(/does not exist \(SQLSTATE 42704\)/),
  });
});

function addressOf(role: string, database: string): string {
  return urlAs(postgres.url, { role, database });
}

function givenPool(role: string, database: string): Pool {
  const pool = new Pool({ connectionString: addressOf(role, database), max: 6 });
  pools.push(pool);
  return pool;
}

function givenSuperuser(database: string): Pool {
  const pool = new Pool({ connectionString: urlAs(postgres.url, { database }) });
  pools.push(pool);
  return pool;
}
