import { afterAll, beforeAll, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { consentToResearch, evidenceFor, givenPatient } from './client.ts';
import { STAFF_TOKEN, startClinic } from './running-clinic.ts';

let clinic: RunningExample;

beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic?.stop());

test('nobody is in the cohort who has not been asked', async () => {
  await givenPatient(clinic);
  const answer = await cohort();
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual([]);
});

test('a consent that is not explicit is no consent to research', async () => {
  const { token, allergies } = await givenPatient(clinic);
  const body = await evidenceFor(clinic, 'research');
  const answer = await request(clinic, 'PUT /privacy/consents/research', { token, body });
  expectProblem(answer, 422, 'consent-not-valid');
  expect((await cohort()).text).not.toContain(allergies);
});

test('whoever consents explicitly is in it under a pseudonym, without name, contact or id', async () => {
  const patient = await givenPatient(clinic);
  await request(clinic, `POST /practitioner/patients/${patient.id}/prescriptions`, {
    token: STAFF_TOKEN,
    body: { medicine: 'cetirizine', dosage: '10 mg a day' },
  });
  expect((await consentToResearch(clinic, patient)).status).toBe(200);
  const answer = await cohort();
  const member = answer.body.find(
    ({ allergies }: { allergies: string }) => allergies === patient.allergies,
  );
  expect(member).toEqual({
    pseudonym: expect.stringMatching(/^[\w-]{22}$/),
    ageRange: expect.stringMatching(/^\d0-\d9$|^90\+$/),
    allergies: patient.allergies,
    medicines: ['cetirizine'],
  });
  const { id, email, firstName, lastName, phone, birthDate } = patient;
  for (const value of [id, email, firstName, lastName, phone, birthDate]) {
    expect(answer.text).not.toContain(value);
  }
});

test('whoever withdraws is gone from it on the very next call', async () => {
  const patient = await givenPatient(clinic);
  await consentToResearch(clinic, patient);
  expect((await cohort()).text).toContain(patient.allergies);
  await request(clinic, 'DELETE /privacy/consents/research', { token: patient.token });
  expect((await cohort()).text).not.toContain(patient.allergies);
});

function cohort() {
  return request(clinic, 'GET /research/cohort', { token: STAFF_TOKEN });
}
