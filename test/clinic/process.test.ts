import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { consentToResearch, givenAppointment, givenPatient, optIn } from './client.ts';
import { STAFF_TOKEN, startClinic } from './running-clinic.ts';

const running: RunningExample[] = [];
const directories: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((clinic) => clinic.stop()));
  await Promise.all(directories.splice(0).map((path) => rm(path, { recursive: true })));
});

describe('the data directory', () => {
  test('keeps files, tokens, consents and withdrawals over a restart', async () => {
    const DATA_DIR = await givenDirectory();
    const first = await given({ DATA_DIR });
    const [stays, leaves] = [await givenPatient(first), await givenPatient(first)];
    for (const patient of [stays, leaves]) await consentToResearch(first, patient);
    await optIn(first, stays);
    await request(first, 'DELETE /privacy/consents/research', { token: leaves.token });
    expect(await first.stop()).toBe(0);

    const second = await given({ DATA_DIR });
    const { token } = stays;
    expect((await request(second, 'GET /patients/me', { token })).body.email).toBe(stays.email);
    const consents = await request(second, 'GET /privacy/consents', { token });
    expect(consents.text.match(/dpv:ConsentGiven/g)?.length).toBeGreaterThanOrEqual(2);
    const cohort = await request(second, 'GET /research/cohort', { token: STAFF_TOKEN });
    expect(cohort.text).toContain(stays.allergies);
    expect(cohort.text).not.toContain(leaves.allergies);
  });

  test('keeps consents of a practice that was killed, and is not blocked by what it left running', async () => {
    const DATA_DIR = await givenDirectory();
    const first = await startClinic({ DATA_DIR });
    const patient = await givenPatient(first);
    await consentToResearch(first, patient);
    await first.kill();

    const second = await given({ DATA_DIR });
    const cohort = await request(second, 'GET /research/cohort', { token: STAFF_TOKEN });
    expect(cohort.text).toContain(patient.allergies);
  });

  test('is used by one practice at a time', async () => {
    const DATA_DIR = await givenDirectory();
    await given({ DATA_DIR });
    await expect(startClinic({ DATA_DIR })).rejects.toThrow(/in use by another running practice/);
  });
});

describe('stopping', () => {
  test('SIGTERM lets a request under way finish, then everything ends with 0', async () => {
    const clinic = await given();
    const { token } = await givenPatient(clinic);
    const slow = slowly(clinic, token);
    await slow.begun;
    const ended = clinic.stop();
    await settled();
    slow.finish();
    expect(await slow.status).toBe(201);
    expect(await ended).toBe(0);
    await expect(fetch(clinic.url)).rejects.toThrow();
  });
});

describe('the log', () => {
  test('is JSON lines with routes, and holds nothing personal', async () => {
    const clinic = await given({ LOG_LEVEL: 'trace' });
    const patient = await givenPatient(clinic);
    const { id, token, email, firstName, lastName, phone, birthDate, allergies } = patient;
    await optIn(clinic, patient);
    const booked = await givenAppointment(clinic, patient, 1_000);
    await request(clinic, `GET /practitioner/patients/${id}?note=${lastName}`, {
      token: STAFF_TOKEN,
    });
    await request(clinic, 'GET /privacy/export', { token });
    await request(clinic, `GET /nowhere/${email}`);
    await request(clinic, 'POST /patients', { body: { email, firstName, lastName, birthDate } });
    await request(clinic, 'POST /patients', { body: `{"email":"${email}", broken` });
    await expect
      .poll(() => clinic.lines.filter((line) => line.includes('"sent"')), { timeout: 10_000 })
      .toHaveLength(1);
    const lines = clinic.lines.map((line) => JSON.parse(line));
    const routes = lines.flatMap(({ context, message }) =>
      context === 'Http' ? [`${message.method} ${message.route} ${message.status}`] : [],
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'POST /patients 201',
        'POST /reminders/opt-in 200',
        'POST /appointments 201',
        'GET /practitioner/patients/:id 200',
        'GET (no route) 404',
        'POST /patients 409',
      ]),
    );
    const text = clinic.lines.join('\n') + clinic.errors();
    const values = [id, token, email, firstName, lastName, phone, birthDate, allergies];
    for (const value of [...values, booked.body.id, 'canary-reason']) {
      expect(text).not.toContain(value);
    }
  });

  test('LOG_LEVEL leaves lines out, the address is still told', async () => {
    const clinic = await given({ LOG_LEVEL: 'warn' });
    await request(clinic, 'GET /health');
    await settled();
    expect(clinic.lines.filter((line) => line.includes('"route"'))).toEqual([]);
  });
});

describe('the environment', () => {
  test('secrets that are not given are made up and told', async () => {
    const clinic = await given({ CLINIC_STAFF_TOKEN: '', CLINIC_SIGNING_KEY: '' });
    const token = /CLINIC_STAFF_TOKEN .* (\S+)$/m.exec(clinic.errors())?.[1] ?? '';
    expect(clinic.errors()).toMatch(/CLINIC_SIGNING_KEY .* \S+$/m);
    const refused = await request(clinic, 'GET /practitioner/patients', { token: STAFF_TOKEN });
    expectProblem(refused, 401);
    expect((await request(clinic, 'GET /practitioner/patients', { token })).status).toBe(200);
  });

  test('what cannot be used stops the start and is named', async () => {
    await expect(startClinic({ PORT: 'http' })).rejects.toThrow(/PORT/);
    await expect(startClinic({ CLINIC_REMIND_BEFORE: 'soon' })).rejects.toThrow(
      /CLINIC_REMIND_BEFORE/,
    );
  });
});

async function given(env: Readonly<Record<string, string>> = {}): Promise<RunningExample> {
  const clinic = await startClinic(env);
  running.push(clinic);
  return clinic;
}

async function givenDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'clinic-'));
  directories.push(path);
  return path;
}

/** A booking whose body arrives in two parts. */
function slowly(clinic: RunningExample, token: string) {
  const body = JSON.stringify({ at: '2027-01-04T09:00:00Z' });
  const sent = httpRequest(`${clinic.url}/appointments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  const status = new Promise<number | undefined>((done, fail) => {
    sent.once('error', fail);
    sent.once('response', (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
  });
  sent.write(body.slice(0, 10));
  return { begun: settled(), finish: () => sent.end(body.slice(10)), status };
}

/** The line of a request is written a moment after its answer. */
function settled(): Promise<void> {
  return new Promise((done) => setTimeout(done, 150));
}
