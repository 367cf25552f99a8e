import { PGlite } from '@electric-sql/pglite';
import { consentGiven, consentWithdrawn } from '@lawful/core/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.ts';
import type { StoreIncident } from './mend.ts';
import { postgresSubjectStore } from './subject-store.ts';

const pglite = new PGlite();
await migrate(pglite);
afterAll(() => pglite.close());

const incidents: StoreIncident[] = [];
const openStore = () =>
  postgresSubjectStore(pglite, { onIncident: (incident) => incidents.push(incident) });

beforeEach(async () => {
  await pglite.exec('truncate lawful.subject_event, lawful.subject_state');
  incidents.length = 0;
});

const CORRUPTIONS = [
  ['cut short', `update lawful.subject_state set state = substr(state, 1, 5)`],
  ['emptied', `update lawful.subject_state set state = ''`],
  [
    'of which one byte has changed',
    `update lawful.subject_state set state = set_byte(state, 3, 255 - get_byte(state, 3))`,
  ],
  ['with another salt', `update lawful.subject_state set salt = gen_random_uuid()`],
  ['with another epoch', `update lawful.subject_state set epoch = epoch + 1`],
  ['with an epoch far ahead', `update lawful.subject_state set epoch = epoch + 1000`],
  ['deleted', `delete from lawful.subject_state`],
] as const;

test.each(CORRUPTIONS)(
  'a row that was %s is rebuilt from the events before anything is appended',
  async (how, corrupt) => {
    const before = openStore();
    await before.append('anna', consentGiven('newsletter'));
    await before.append('anna', consentWithdrawn('newsletter'));
    await pglite.exec(corrupt);
    const after = openStore();
    const state = await after.append('anna', consentGiven('analytics'));
    expect(state.consents.map((it) => [it.purpose, it.status])).toEqual([
      ['newsletter', 'dpv:ConsentWithdrawn'],
      ['analytics', 'dpv:ConsentGiven'],
    ]);
    expect((await openStore().read('anna', { maxStaleness: 0 })).state).toEqual(state);
    expect(
      incidents.map((it) => it.kind),
      how,
    ).toEqual(['state-corrupted']);
    expect(JSON.stringify(incidents)).not.toContain('anna');
  },
);

test.each(CORRUPTIONS)('a row that was %s is rebuilt when it is read', async (_, corrupt) => {
  const state = await openStore().append('anna', consentGiven('newsletter'));
  await pglite.exec(corrupt);
  expect((await openStore().read('anna')).state).toEqual(state);
  expect(incidents).toHaveLength(1);
  expect((await openStore().read('anna')).state).toEqual(state);
  expect(incidents, 'mended once').toHaveLength(1);
});

test('a state whose events contradict themselves is not guessed at: it is unknown, and said so', async () => {
  await openStore().append('anna', consentGiven('newsletter'));
  await pglite.exec(
    `update lawful.subject_state set state = ''; update lawful.subject_event set seq = 7`,
  );
  await expect(openStore().read('anna')).rejects.toMatchObject({ code: 'state-diverged' });
});
