import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { type OtlpReceiver, startReceiver } from '../shop/otlp-receiver.ts';
import { type Account, evidenceFor, givenAppointment, givenPatient, optIn } from './client.ts';
import { startClinic } from './running-clinic.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

let postgres: Postgres;
let receiver: OtlpReceiver;
let clinic: RunningExample;

beforeAll(async () => {
  postgres = await startPostgres();
  receiver = await startReceiver();
  clinic = await startClinic({
    DATABASE_URL: postgres.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  });
});
afterAll(async () => {
  await clinic?.stop();
  await receiver?.close();
  await postgres?.stop();
});

describe('opting in', () => {
  test('is no consent without evidence', async () => {
    const { token } = await givenPatient(clinic);
    const evidence = await evidenceFor(clinic, 'reminders');
    for (const missing of ['noticeVersion', 'language', 'indication'] as const) {
      const { [missing]: _left, ...body } = evidence;
      const answer = await request(clinic, 'POST /reminders/opt-in', { token, body });
      expectProblem(answer, 422, 'consent-not-valid');
    }
    expectProblem(
      await request(clinic, 'POST /reminders/opt-in', { token, body: {} }),
      422,
      'consent-not-valid',
    );
  });

  test('answers where the consent stands', async () => {
    const patient = await givenPatient(clinic);
    const answer = await optIn(clinic, patient);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ purpose: 'reminders', status: 'dpv:ConsentGiven' });
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });
});

describe('a reminder that is due', () => {
  test('is not sent to whoever never asked for it', async () => {
    const patient = await givenPatient(clinic);
    await givenAppointment(clinic, patient, DAY_MS - 1_000);
    await done(patient);
    expect(await sentTo(patient)).toEqual([]);
  });

  test('is sent to whoever has asked, says when and not why, and is shown to the patient', async () => {
    const patient = await givenPatient(clinic);
    await optIn(clinic, patient);
    await givenAppointment(clinic, patient, DAY_MS - 1_000);
    await done(patient);
    const [sent, ...others] = await sentTo(patient);
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ address: patient.email });
    expect(sent?.text).toMatch(/^You are expected/);
    expect(sent?.text).not.toContain('canary-reason');
    const mine = await request(clinic, 'GET /reminders', { token: patient.token });
    expect(mine.body).toMatchObject([{ address: patient.email, text: sent?.text }]);
  });

  test('is not sent, though queued before, once consent is withdrawn; and that is on record', async () => {
    const [stays, leaves] = [await givenPatient(clinic), await givenPatient(clinic)];
    for (const patient of [stays, leaves]) {
      await optIn(clinic, patient);
      const booked = await givenAppointment(clinic, patient, DAY_MS + 3_000);
      expect(booked.status).toBe(201);
    }
    expect(await queued(leaves)).toMatchObject([{ state: 'created' }]);
    const withdrawn = await request(clinic, 'DELETE /privacy/consents/reminders', {
      token: leaves.token,
    });
    expect(withdrawn.status).toBe(200);

    await Promise.all([done(stays), done(leaves)]);
    expect(await sentTo(stays)).toHaveLength(1);
    expect(await sentTo(leaves)).toEqual([]);
    const [job] = await queued(leaves);
    expect(job?.output).toMatchObject({ outcome: 'consent-required' });
    await expect
      .poll(() => receiver.bodies.join(''), { timeout: 10_000 })
      .toContain('consent_withdrawn');
  });

  test('waits for its time', async () => {
    const patient = await givenPatient(clinic);
    await optIn(clinic, patient);
    await givenAppointment(clinic, patient, 2 * DAY_MS);
    await new Promise((settled) => setTimeout(settled, 2_500));
    expect(await queued(patient)).toMatchObject([{ state: 'created' }]);
    expect(await sentTo(patient)).toEqual([]);
  });
});

test('the queue holds ids, never a contact, a name or a reason', async () => {
  const patient = await givenPatient(clinic);
  await givenAppointment(clinic, patient, 2 * DAY_MS);
  const jobs = JSON.stringify(await queued(patient));
  expect(jobs).toContain(patient.id);
  for (const value of [patient.email, patient.lastName, patient.phone, 'canary-reason']) {
    expect(jobs).not.toContain(value);
  }
});

function sentTo({ id }: Account) {
  return postgres.query('select address, text from sent_reminders where patient_id = $1', [id]);
}

function queued({ id }: Account) {
  return postgres.query(
    `select data, state::text as state, output from queue.job
      where name = 'reminders' and data ->> 'patientId' = $1`,
    [id],
  );
}

/** Waits until the patient's reminder has come to its end, whatever that is. */
async function done(patient: Account): Promise<void> {
  await expect
    .poll(async () => (await queued(patient)).map(({ state }) => state), {
      timeout: 15_000,
      interval: 200,
    })
    .toEqual(['completed']);
}
