import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { backToFormerTables } from '../former-subject-events.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { consentToResearch, givenPatient, optIn } from './client.ts';
import { STAFF_TOKEN, startClinic } from './running-clinic.ts';

/** The practice's own deadline for what it must know of a patient, and some time for everything else. */
const ANSWERED_WITHIN_MS = 3_000 + 1_000;

let postgres: Postgres;
const running: RunningExample[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((clinic) => clinic.stop()));
});
afterAll(() => postgres?.stop());

test('a practice that kept consents in tables of its own keeps each of them, and each withdrawal', async () => {
  const before = await given();
  const [stays, leaves] = [await givenPatient(before), await givenPatient(before)];
  for (const patient of [stays, leaves]) await consentToResearch(before, patient);
  await request(before, 'DELETE /privacy/consents/research', { token: leaves.token });
  expect(await before.stop()).toBe(0);
  await backToFormerTables(postgres, {
    table: 'migrations',
    migration: 'MoveConsents1795305600000',
  });

  const after = await given();
  const cohort = await request(after, 'GET /research/cohort', { token: STAFF_TOKEN });
  expect(cohort.text).toContain(stays.allergies);
  expect(cohort.text).not.toContain(leaves.allergies);
  expect(await postgres.query("select to_regclass('subject_events') as left")).toEqual([
    { left: null },
  ]);
});

test('while the database is gone no consent is taken, and said so in time; it comes back without a restart', async () => {
  const clinic = await given();
  const patient = await givenPatient(clinic);
  await postgres.kill();
  const asked = performance.now();
  expectProblem(await consentToResearch(clinic, patient), 503, 'state-unknown');
  expect(performance.now() - asked).toBeLessThan(ANSWERED_WITHIN_MS);

  await postgres.restart();
  await expect
    .poll(async () => (await optIn(clinic, patient)).status, { timeout: 15_000 })
    .toBe(200);
});

async function given(): Promise<RunningExample> {
  const clinic = await startClinic({ DATABASE_URL: postgres.url });
  running.push(clinic);
  return clinic;
}
