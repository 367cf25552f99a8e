import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem, withoutInstance } from '../shop/expectations.ts';
import { type Account, givenAppointment, givenPatient } from './client.ts';
import { SECRETARY_TOKEN, STAFF_TOKEN, startClinic } from './running-clinic.ts';

let clinic: RunningExample;
let practitionerId: string;

beforeAll(async () => {
  clinic = await startClinic();
  const { body } = await request(clinic, 'GET /practitioners');
  practitionerId = body.find((it: { speciality: string }) =>
    it.speciality.startsWith('general'),
  ).id;
});
afterAll(() => clinic?.stop());

describe('a practitioner', () => {
  test('sees nothing of a patient who has left their care team', async () => {
    const patient = await givenPatient(clinic);
    expect((await recordOf(patient)).status).toBe(200);
    const { token } = patient;
    const left = await request(clinic, `DELETE /patients/me/care-team/${practitionerId}`, {
      token,
    });
    expect(left.status).toBe(204);

    const refused = await recordOf(patient);
    expectProblem(refused, 403, 'role-not-granted');
    expect(refused.text).not.toContain(patient.lastName);
    expect((await list()).text).not.toContain(patient.id);
    const prescribed = await prescribe(patient);
    expectProblem(prescribed, 403, 'role-not-granted');
  });

  test("is answered alike about somebody else's patient and about nobody", async () => {
    const patient = await givenPatient(clinic);
    await request(clinic, `DELETE /patients/me/care-team/${practitionerId}`, {
      token: patient.token,
    });
    const others = await recordOf(patient);
    for (const id of [crypto.randomUUID(), 'nobody', '%00']) {
      const none = await request(clinic, `GET /practitioner/patients/${id}`, {
        token: STAFF_TOKEN,
      });
      expectProblem(none, 403);
      expect(withoutInstance(none)).toEqual(withoutInstance(others));
    }
  });

  test('sees of the patients of their care team what care needs, and no contact', async () => {
    const patient = await givenPatient(clinic);
    const { id, firstName, lastName, birthDate, allergies } = patient;
    const all = await list();
    expect(all.status).toBe(200);
    expect(all.headers.get('cache-control')).toContain('no-store');
    const mine = all.body.find((it: { id: string }) => it.id === id);
    expect(mine).toEqual({ id, firstName, lastName, birthDate, allergies });
    expect(all.text).not.toContain(patient.email);
    expect(all.text).not.toContain(patient.phone);
  });

  test('sees only their own: a colleague’s patients are not on the list', async () => {
    const { body } = await list();
    const names = body.map(({ lastName }: { lastName: string }) => lastName);
    expect(names).toContain('Kervella');
    expect(names).not.toContain('Quéré');
  });

  test('sees appointments and prescriptions of a patient, and the patient sees what was prescribed', async () => {
    const patient = await givenPatient(clinic);
    await givenAppointment(clinic, patient, 1_000_000_000);
    const prescribed = await prescribe(patient);
    expect(prescribed.status).toBe(201);
    const record = await recordOf(patient);
    expect(record.body.patient).toMatchObject({ lastName: patient.lastName });
    expect(record.body.appointments).toMatchObject([{ reason: 'canary-reason' }]);
    expect(record.body.prescriptions).toMatchObject([{ medicine: 'cetirizine' }]);
    const mine = await request(clinic, 'GET /patients/me/prescriptions', { token: patient.token });
    expect(mine.body).toMatchObject([{ medicine: 'cetirizine', dosage: '10 mg a day' }]);
  });

  test('does not depend on consent, nor stop at a refusal of something else', async () => {
    const patient = await givenPatient(clinic);
    for (const purpose of ['reminders', 'research']) {
      await request(clinic, `DELETE /privacy/consents/${purpose}`, { token: patient.token });
    }
    expect((await recordOf(patient)).status).toBe(200);
  });
});

describe('a secretary', () => {
  test('sees neither records nor the cohort', async () => {
    const { id } = await givenPatient(clinic);
    for (const path of ['/practitioner/patients', `/practitioner/patients/${id}`] as const) {
      const answer = await request(clinic, `GET ${path}`, { token: SECRETARY_TOKEN });
      expectProblem(answer, 403, 'role-not-granted');
    }
    const cohort = await request(clinic, 'GET /research/cohort', { token: SECRETARY_TOKEN });
    expectProblem(cohort, 403, 'role-not-granted');
  });

  test('sees who comes when to expect them, and what to invoice to invoice it, never why', async () => {
    const patient = await givenPatient(clinic);
    await givenAppointment(clinic, patient, 2_000_000_000);
    const agenda = (purpose: string) =>
      request(clinic, `GET /secretary/appointments?purpose=${purpose}`, { token: SECRETARY_TOKEN });
    const name = `${patient.firstName} ${patient.lastName}`;
    const entry = ({ body }: Answer) => body.find((it: { name: string }) => it.name === name);

    const expected = await agenda('appointment');
    expect(entry(expected)).toMatchObject({ phone: patient.phone, at: expect.any(String) });
    expect(entry(expected)).not.toHaveProperty('feeCents');
    const invoiced = await agenda('billing');
    expect(entry(invoiced)).toMatchObject({ feeCents: expect.any(Number) });
    expect(entry(invoiced)).not.toHaveProperty('phone');
    for (const { text } of [expected, invoiced]) expect(text).not.toContain('canary-reason');
    expectProblem(await agenda('care'), 400, 'purpose-not-allowed');
  });
});

function list(): Promise<Answer> {
  return request(clinic, 'GET /practitioner/patients', { token: STAFF_TOKEN });
}

function recordOf({ id }: Account): Promise<Answer> {
  return request(clinic, `GET /practitioner/patients/${id}`, { token: STAFF_TOKEN });
}

function prescribe({ id }: Account): Promise<Answer> {
  return request(clinic, `POST /practitioner/patients/${id}/prescriptions`, {
    token: STAFF_TOKEN,
    body: { medicine: 'cetirizine', dosage: '10 mg a day' },
  });
}
