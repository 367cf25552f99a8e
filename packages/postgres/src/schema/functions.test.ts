import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';

let pglite: PGlite;

beforeAll(async () => {
  pglite = await PGlite.create();
  await migrate(pglite);
});

afterAll(() => pglite.close());

test('what was decided from an older state is not stored, and the newer state comes back', async () => {
  const subject = givenSubject();
  await subject.append('first', 0);
  expect(await subject.append('late', 0)).toMatchObject({ outcome: 'stale', seq: 1, epoch: 1 });
  expect(await subject.append('early', 7)).toMatchObject({ outcome: 'stale', seq: 1 });
  expect(await subject.history()).toEqual([[1, 'first']]);
});

test('an event of a subject never heard of is stale where a history is expected', async () => {
  expect(await givenSubject().append('a', 3)).toMatchObject({
    outcome: 'stale',
    seq: 0,
    epoch: 0,
    state: null,
  });
});

test('an event sent again changes nothing, whatever the sender believes the state to be', async () => {
  const subject = givenSubject();
  await subject.append('a', 0);
  await subject.append('b', 1);
  for (const expected of [0, 1]) {
    expect(await subject.append('a', expected)).toMatchObject({ outcome: 'known', seq: 2 });
  }
  // Who knows the newest state hears it by the error of the key, which takes the move back.
  await expect(subject.append('a', 2)).rejects.toMatchObject({ code: '23505' });
  expect(await subject.read()).toMatchObject([{ seq: 2, epoch: 2 }]);
  expect(await subject.history()).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
});

test('an epoch that would go back stores nothing: what stands is answered, to be looked into', async () => {
  const subject = givenSubject();
  await subject.append('a', 0, 5);
  expect(await subject.append('b', 1, 4)).toMatchObject({ outcome: 'stale', seq: 1 });
  expect(await subject.history()).toEqual([[1, 'a']]);
});

test('a state that is missing is not begun anew while there are events', async () => {
  const subject = givenSubject();
  await subject.append('a', 0);
  await pglite.query('delete from lawful.subject_state where subject_key = $1', [subject.key]);
  expect(await subject.append('b', 0)).toMatchObject({ outcome: 'stale', seq: 1, state: null });
  expect(await subject.repair(1)).toBe(true);
  expect(await subject.append('b', 1)).toMatchObject({ outcome: 'stored', seq: 2 });
});

test('a state is repaired from the whole history only', async () => {
  const subject = givenSubject();
  await subject.append('a', 0);
  await subject.append('b', 1);
  expect(await subject.repair(1)).toBe(false);
  expect(await subject.read()).toMatchObject([{ seq: 2, state: bytes('b') }]);
  expect(await subject.repair(2)).toBe(true);
  expect(await subject.read()).toMatchObject([{ seq: 2, state: bytes('repaired') }]);
  expect(await givenSubject().repair(1)).toBe(false);
});

test('the same pseudonym under two tenants is two histories', async () => {
  const ours = givenSubject('ours');
  const theirs = givenSubject('theirs', ours.key);
  await ours.append('a', 0);
  expect(await theirs.read()).toEqual([]);
  expect(await theirs.history()).toEqual([]);
  expect(await theirs.append('a', 0)).toMatchObject({ outcome: 'stored', seq: 1 });
  expect(await ours.history()).toEqual([[1, 'a']]);
});

test('the salt stands on the first event of a subject and stays', async () => {
  const subject = givenSubject();
  await subject.append('a', 0);
  await subject.append('b', 1);
  const { rows } = await pglite.query('select salt from lawful.history_v1($1, $2)', [
    '',
    subject.key,
  ]);
  expect(rows).toEqual([{ salt: subject.salt }, { salt: null }]);
});

test('changes since a snapshot are those committed after it, with pseudonym and epoch only', async () => {
  const subject = givenSubject();
  await subject.append('before', 0);
  const [{ snapshot } = { snapshot: null }] = await changes(null);
  expect(await changes(null)).toHaveLength(1);
  expect(await changes(snapshot)).toHaveLength(1);
  await subject.append('after', 1);
  const [now, ...changed] = await changes(snapshot);
  expect(changed).toEqual([{ snapshot: null, subject_key: subject.key, epoch: 2 }]);
  expect(await changes(now?.snapshot ?? null)).toHaveLength(1);
});

test('events restored from a server that had counted further are no changes', async () => {
  const [{ snapshot } = { snapshot: null }] = await changes(null);
  const subject = givenSubject();
  await subject.append('a', 0);
  await pglite.query(`update lawful.subject_event set xact = '9000000000' where subject_key = $1`, [
    subject.key,
  ]);
  expect(await changes(snapshot)).toHaveLength(1);
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function changes(
  since: string | null,
): Promise<
  readonly { snapshot: string | null; subject_key: string | null; epoch: number | null }[]
> {
  return (
    await pglite.query<{
      snapshot: string | null;
      subject_key: string | null;
      epoch: number | null;
    }>('select * from lawful.changes_v1($1)', [since])
  ).rows;
}

function givenSubject(tenant = '', key: string = randomUUID()) {
  const salt = randomUUID();
  return {
    key,
    salt,
    append: async (id: string, expected: number, epoch = expected + 1) => {
      const { rows } = await pglite.query<{ instead: object | null }>(
        'select lawful.append_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, true) as instead',
        [
          tenant,
          key,
          'subject',
          id,
          { id, type: 'consent.given', purpose: 'news' },
          expected,
          epoch,
          salt,
          bytes(id),
        ],
      );
      return rows[0]?.instead ?? { outcome: 'stored', seq: expected + 1, epoch };
    },
    read: async () =>
      (await pglite.query('select * from lawful.read_v1($1, $2)', [tenant, [key]])).rows,
    history: async () =>
      (
        await pglite.query<{ seq: number; event: { id: string } }>(
          'select seq, event from lawful.history_v1($1, $2)',
          [tenant, key],
        )
      ).rows.map(({ seq, event }) => [seq, event.id]),
    repair: async (seq: number) =>
      (
        await pglite.query<{ repaired: boolean }>(
          'select lawful.repair_v1($1, $2, $3, $3, $4, $5) as repaired',
          [tenant, key, seq, salt, bytes('repaired')],
        )
      ).rows[0]?.repaired,
  };
}
