import { afterAll, beforeAll, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { type Account, evidenceFor, givenAppointment, givenPatient, optIn } from './client.ts';
import { STAFF_TOKEN, startClinic } from './running-clinic.ts';

let clinic: RunningExample;
let patient: Account;
let other: Account;

beforeAll(async () => {
  clinic = await startClinic();
  patient = await givenPatient(clinic);
  other = await givenPatient(clinic);
  for (const each of [patient, other]) {
    await optIn(clinic, each);
    await givenAppointment(clinic, each, 1_000);
    await request(clinic, `POST /practitioner/patients/${each.id}/prescriptions`, {
      token: STAFF_TOKEN,
      body: { medicine: `medicine-of-${each.id}`, dosage: '1' },
    });
  }
});
afterAll(() => clinic?.stop());

test('staff take no copy of anybody’s data, and care takes no consent', async () => {
  expectProblem(await request(clinic, 'GET /privacy/export', { token: STAFF_TOKEN }), 401);
  const body = await evidenceFor(clinic, 'care');
  const { token } = patient;
  const consent = await request(clinic, 'PUT /privacy/consents/care', { token, body });
  expectProblem(consent, 409, 'right-not-applicable');
});

test.each(['access', 'portability'] as const)(
  'the copy for %s holds what the patient gave, and nothing of anybody else',
  async (scope) => {
    const answer = await request(clinic, `GET /privacy/export?scope=${scope}`, {
      token: patient.token,
      headers: { accept: 'application/json' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    for (const value of [patient.email, patient.allergies, patient.birthDate, 'canary-reason']) {
      expect(answer.text).toContain(value);
    }
    for (const value of [other.id, other.email, other.lastName, other.allergies]) {
      expect(answer.text).not.toContain(value);
    }
  },
);

test('the copy for access also holds what was prescribed and what was sent', async () => {
  const { token } = patient;
  const text = async () =>
    (await request(clinic, 'GET /privacy/export?scope=access', { token })).text;
  expect(await text()).toContain(`medicine-of-${patient.id}`);
  await expect.poll(text, { timeout: 10_000 }).toContain('You are expected at the practice');
});

test('the notice says that care rests on professional secrecy, and research on explicit consent', async () => {
  const headers = { accept: 'application/json' };
  const { status, body } = await request(clinic, 'GET /privacy/notice', { headers });
  expect(status).toBe(200);
  const purposes = new Map<string, unknown>(
    body.purposes.map((it: { id: string }) => [it.id, JSON.stringify(it)]),
  );
  expect(purposes.get('care')).toContain('A9-2-h');
  expect(purposes.get('care')).not.toContain('A9-2-a');
  expect(purposes.get('research')).toContain('A9-2-a');
  const page = await request(clinic, 'GET /privacy/notice', {
    headers: { accept: 'text/html', 'accept-language': 'fr' },
  });
  expect(page.text).toMatch(/<html[^>]* lang="fr"/);
});
