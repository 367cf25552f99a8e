import { PGlite } from '@electric-sql/pglite';
import type { SubjectEvent } from '@lawful/core';
import { expect, test } from 'vitest';
import {
  append,
  common,
  consent,
  historyOf,
  imported,
  pglite,
  stateOf,
  withdrawn,
} from '../../fixtures/consents.ts';
import { migrate } from '../schema/migrate.ts';
import { verifyStates } from '../verify/verify.ts';
import { exportConsents } from './export.ts';

test('an export makes another database the same, salts and order included', async () => {
  await givenEverything();
  const lines = await exported();
  const [other, pristine] = [await PGlite.create(), pglite];
  await migrate(other);
  const events = lines.length - 2;
  expect(await imported(lines, {}, other)).toMatchObject({ imported: events, integrity: 'whole' });
  for (const [subject, tenant] of [['anna'], ['ben', 'clinic']] as const) {
    expect(await stateOf(subject, tenant, other)).toEqual(await stateOf(subject, tenant, pristine));
    expect(await historyOf(subject, tenant, other)).toEqual(
      await historyOf(subject, tenant, pristine),
    );
  }
  expect((await verifyStates(other)).disagreements).toBe(0);
  expect(await imported(lines, {}, other)).toMatchObject({ imported: 0, unchanged: events });
  await other.close();
});

test('an export that lost its end, or a line of it, says so', async () => {
  await givenEverything();
  const lines = await exported();
  expect((await imported(lines.slice(0, -1))).integrity).toBe('truncated');
  expect((await imported(lines.toSpliced(2, 1))).integrity).toBe('altered');
  expect((await imported([...lines, consent()])).rejected).toMatchObject([
    { line: lines.length + 1, reason: 'after-end' },
  ]);
});

test('a history from elsewhere adds to one that is known here only what is newer, under the salt that stands', async () => {
  await givenEverything();
  const lines = await exported('');
  await pglite.exec('truncate lawful.subject_event, lawful.subject_state');
  await append('anna', [withdrawn('2026-01-01T00:00:00.000Z')]);
  const salt = (await stateOf('anna'))?.salt;
  const { rejected } = await imported(lines);
  expect(rejected[0]).toMatchObject({ line: 2, reason: 'salt-different' });
  const state = await stateOf('anna');
  expect(state?.salt).toBe(salt);
  expect(state?.consents).toMatchObject([{ purpose: 'news', status: 'dpv:ConsentWithdrawn' }]);
});

async function exported(tenant?: string): Promise<string[]> {
  const lines: string[] = [];
  const options = tenant === undefined ? {} : { tenant };
  for await (const line of exportConsents(pglite, options)) lines.push(line);
  return lines;
}

/** Several kinds of events at the same instant, one that changes nothing, and a clock that went back. */
async function givenEverything(): Promise<void> {
  const at = '2025-05-01T00:00:00.000Z';
  const evidence = { noticeVersion: '1', language: 'en', indication: 'box', textHash: 'x' };
  const scope = { purpose: 'news' };
  const events = (): SubjectEvent[] => [
    { ...common(), at, type: 'consent.given', ...scope, explicit: true, evidence },
    { ...common(), at, type: 'consent.withdrawn', ...scope },
    { ...common(), at, type: 'consent.given', ...scope, explicit: false, evidence },
    { ...common(), at: '2025-04-01T00:00:00.000Z', type: 'consent.refused', ...scope, evidence },
    { ...common(), at, type: 'objection.lifted', ...scope },
    { ...common(), at, type: 'objection.filed', purpose: 'ads', recipient: 'mailer', final: true },
    { ...common(), at, type: 'restriction.set', ground: 'accuracy-contested', fields: ['C.email'] },
    { ...common(), at, type: 'notice.delivered', version: '2' },
    { ...common(), at, type: 'relationship.began', kind: 'customer' },
  ];
  await append('anna', events());
  await append('ben', events(), 'clinic');
}
