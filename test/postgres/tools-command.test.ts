import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { consentLine, manyLines } from './consent-lines.ts';
import { urlAs } from './functions.ts';
import { lawful, startLawful } from './lawful-command.ts';

let postgres: Postgres;
let folder: string;
let env: { readonly DATABASE_URL: string };

beforeAll(async () => {
  postgres = await startPostgres();
  env = { DATABASE_URL: postgres.url };
  const pool = new Pool({ connectionString: postgres.url });
  await migrate(pool);
  await pool.end();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consents-'));
  await postgres.query(
    'truncate lawful.subject_event, lawful.subject_state, lawful.import_progress',
  );
});

afterAll(() => postgres?.stop());

test('verify ends with 1 where a state was tampered with, rebuild mends it, verify agrees', async () => {
  await lawful(['consents', 'import', await given(manyLines(3))], env);
  await postgres.query(`update lawful.subject_state set state = '\\x00'
    where subject_key = (select max(subject_key::text)::uuid from lawful.subject_state)`);
  const found = await consents('verify');
  expect(found.code).toBe(1);
  expect(found.out).toMatch(/^[0-9a-f-]{36}: state-corrupted\nlooked at 3 data subjects/);
  expect(found.err).toMatch(/^lawful: state-diverged: /);
  expect((await consents('rebuild', '--dry-run')).out).toMatch(/^would-mend /);
  expect((await consents('verify')).code).toBe(1);
  expect(await consents('rebuild')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^mended /),
  });
  expect(await consents('verify')).toMatchObject({ code: 0, err: '' });
});

test('rebuild ends with 1 where events are missing, and leaves the state alone', async () => {
  await consents('import', await given(manyLines(1)));
  await postgres.query('delete from lawful.subject_event where seq = 2');
  const rebuilt = await consents('rebuild');
  expect(rebuilt).toMatchObject({ code: 1, out: expect.stringMatching(/^left .*: .*events-lost/) });
  expect(rebuilt.err).toMatch(/^lawful: history-damaged: /);
});

test('what is exported can be imported; the file is its owner’s alone and is not overwritten', async () => {
  await consents('import', await given(manyLines(30)));
  const file = join(folder, 'export.ndjson');
  expect(await consents('export', file)).toMatchObject({ code: 0, out: 'exported 40 events\n' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await consents('export', file)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^lawful: file-unusable: .*not overwritten/),
  });
  expect(await consents('import', file)).toMatchObject({
    code: 0,
    out: '42 lines: 0 events imported, 40 known, 0 turned away\n',
  });
  await writeFile(file, (await readFile(file, 'utf8')).split('\n').slice(0, 20).join('\n'));
  expect(await consents('import', file)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^lawful: export-truncated: /),
  });
});

test('lines turned away are told by number and reason; what they hold goes into the file of rejects', async () => {
  const bad = consentLine({ subject: 'cleo@example.org', at: '2999-01-01T00:00:00Z' });
  const file = await given([
    consentLine(),
    bad,
    'cleo@example.org',
    consentLine({ purpose: 'ads' }),
  ]);
  const told = await consents('import', file, '--purpose', 'newsletter');
  expect(told.code).toBe(1);
  expect(told.err).toMatch(
    /^line 2: at-in-future \/at\nline 3: json-malformed\nline 4: purpose-unknown \/purpose\nlawful: lines-rejected: /,
  );
  const rejects = join(folder, 'rejects.ndjson');
  await consents('import', file, '--purpose', 'newsletter', '--rejects', rejects, '--restart');
  const [first, ...rest] = (await readFile(rejects, 'utf8')).trimEnd().split('\n');
  expect(JSON.parse(first ?? '')).toEqual({
    line: 2,
    reason: 'at-in-future',
    pointer: '/at',
    text: bad,
  });
  expect(rest).toHaveLength(2);
  expect((await stat(rejects)).mode & 0o777).toBe(0o600);
});

test('an import ended by kill -9 goes on where it was and imports nothing twice', async () => {
  const all = [...manyLines(9_000)];
  for (let at = 100; at < all.length; at += 1_000) all[at] = `{"subject":"x"}`;
  const bad = all.filter((line) => line.length < 20).length;
  const file = await given(all);
  const rejects = join(folder, 'rejects.ndjson');
  const args = ['consents', 'import', file, '--rejects', rejects];
  for (let kills = 0; kills < 3; kills++) {
    const { process: child, ended } = startLawful(args, env);
    const before = await linesDone();
    while ((await linesDone()) === before && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);
  }
  expect(await linesDone()).toBeLessThan(all.length);
  const last = await lawful(args, env);
  expect(last.out).toMatch(/^goes on behind line \d{4,5}\n/);
  const taken = all.length - bad;
  expect(last.out).toContain(
    `${all.length} lines: ${taken} events imported, 0 known, ${bad} turned away`,
  );
  const [row] = await postgres.query('select count(*)::int as events from lawful.subject_event');
  expect(row).toEqual({ events: taken });
  const lines = (await readFile(rejects, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).line)).toEqual(
    all.flatMap((line, at) => (line.length < 20 ? [at + 1] : [])),
  );
  expect(await consents('verify')).toMatchObject({ code: 0 });
});

test('a role that may not use the tools is told what it lacks', async () => {
  await postgres.query(`create role guest login password 'guest'`);
  const url = urlAs(postgres.url, { role: 'guest' });
  const refused = await lawful(['consents', 'verify'], { DATABASE_URL: url });
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/^lawful: tools-role-missing: .*\n.*grant lawful_tools/);
});

test('a command called wrongly ends with 2, help with 0', async () => {
  expect((await consents('import', join(folder, 'none.ndjson'))).code).toBe(2);
  expect((await consents('import')).code).toBe(2);
  expect((await consents('verify', '--force')).code).toBe(2);
  expect((await consents('no-such-command')).code).toBe(2);
  expect(await consents('verify', '--help')).toMatchObject({ code: 0, err: '' });
});

/** Runs it, and finds no person and no address in anything that it writes. */
async function consents(...args: string[]) {
  const ended = await lawful(['consents', ...args], env);
  expect(ended.out + ended.err).not.toMatch(/example\.org|postgres(ql)?:\/\/|test:test/);
  return ended;
}

async function given(lines: Iterable<string>): Promise<string> {
  const file = join(folder, 'consents.ndjson');
  await rm(file, { force: true });
  await writeFile(file, `${[...lines].join('\n')}\n`);
  return file;
}

async function linesDone(): Promise<number> {
  const [row] = await postgres.query(
    'select coalesce(max(lines), 0)::int as lines from lawful.import_progress',
  );
  return Number(row?.lines);
}
