import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { urlAs } from './functions.ts';
import { lawful } from './lawful-command.ts';

let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres?.stop());

const SECRET = 'correct-horse';

test.each([
  [['migrate', '--database-url', `postgres://me:${SECRET}@127.0.0.1/x`]],
  [['migrate', `--database-url=postgres://me:${SECRET}@127.0.0.1/x`]],
  [['migrate', `postgresql://me:${SECRET}@127.0.0.1/x`]],
])('an address on the command line is refused and not repeated', async (args) => {
  const { code, out, err } = await lawful(args, { DATABASE_URL: postgres.url });
  expect(code).toBe(2);
  expect(err).toMatch(/^lawful: database-url-exposed: /);
  expect(out + err).not.toContain(SECRET);
});

test.each([
  ['no database is named', [], {}, 'database-url-missing', 2],
  [
    'nobody answers',
    [],
    { DATABASE_URL: `postgres://me:${SECRET}@127.0.0.1:1/x` },
    'database-unreachable',
    1,
  ],
  ['the address is none', [], { DATABASE_URL: `${SECRET}://:::` }, 'database-url-malformed', 2],
] as const)('says so where %s, without a trace or a secret', async (_, args, env, error, exit) => {
  const { code, out, err } = await lawful(['migrate', ...args], env);
  expect({ code, out }).toEqual({ code: exit, out: '' });
  expect(err.split('\n')[0]).toMatch(new RegExp(`^lawful: ${error}: `));
  expect(err).not.toContain(SECRET);
  expect(err).not.toMatch(/^\s+at /m);
});

test('a wrong password is told as such and not repeated', async () => {
  const url = new URL(postgres.url);
  url.password = SECRET;
  const { code, err } = await lawful(['migrate'], { DATABASE_URL: url.href });
  expect(code).toBe(1);
  expect(err).toMatch(/^lawful: database-refused: .*SQLSTATE 28P01/);
  expect(err).not.toContain(SECRET);
});

test('options that do not exist or do not go together are refused', async () => {
  const env = { DATABASE_URL: postgres.url };
  expect(await lawful(['migrate', '--force'], env)).toMatchObject({ code: 2, out: '' });
  expect(await lawful(['migrate', '--status', '--grant', 'a'], env)).toMatchObject({ code: 2 });
  expect(await lawful(['no-such-command'], env)).toMatchObject({ code: 2 });
  expect(await lawful(['migrate', '--help'])).toMatchObject({ code: 0, err: '' });
});

test('the status tells what is pending and fails, then that nothing is', async () => {
  await postgres.query('create database status');
  const env = { DATABASE_URL: urlAs(postgres.url, { database: 'status' }) };
  const before = await lawful(['migrate', '--status'], env);
  expect(before).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^lawful: migrations-pending: /),
  });
  expect(before.out).toMatch(/^pending 0001-subject-state\n/);
  expect(await lawful(['migrate'], env)).toMatchObject({ code: 0, err: '' });
  expect(await lawful(['migrate', '--status'], env)).toEqual({
    code: 0,
    out: 'nothing to run, the schema is up to date\n',
    err: '',
  });
});
