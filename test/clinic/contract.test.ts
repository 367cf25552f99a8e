import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { expectProblem } from '../shop/expectations.ts';
import { givenAppointment, givenPatient } from './client.ts';
import { STAFF_TOKEN, startClinic } from './running-clinic.ts';

let clinic: RunningExample;

beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic?.stop());

describe('without proof of who asks', () => {
  test.each([
    'GET /patients/me',
    'GET /patients/me/prescriptions',
    'GET /appointments',
    'POST /appointments',
    'POST /reminders/opt-in',
    'GET /reminders',
    'GET /practitioner/patients',
    'GET /research/cohort',
    'GET /secretary/appointments?purpose=appointment',
    'GET /privacy/consents',
    'GET /privacy/export',
  ] as const)('%s is refused', async (line) => {
    for (const token of [undefined, 'forged', 'a.b.c']) {
      const answer = await request(clinic, line, token === undefined ? {} : { token });
      expectProblem(answer, 401, 'actor-unknown');
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  });

  test('a patient does not enter where staff work, nor staff where patients are', async () => {
    const { token } = await givenPatient(clinic);
    for (const path of ['/practitioner/patients', '/research/cohort'] as const) {
      expectProblem(await request(clinic, `GET ${path}`, { token }), 403, 'role-not-granted');
    }
    const mine = await request(clinic, 'GET /patients/me', { token: STAFF_TOKEN });
    expectProblem(mine, 403, 'role-not-granted');
  });

  test('an address that leads nowhere is a problem document', async () => {
    const { token } = await givenPatient(clinic);
    for (const line of ['GET /nowhere', 'POST /nowhere', 'DELETE /patients/me'] as const) {
      expectProblem(await request(clinic, line, { token }), 404, 'not-found');
    }
  });
});

describe('a file', () => {
  test('is not opened twice for an e-mail address, and it is not told whose it is', async () => {
    const patient = await givenPatient(clinic);
    const again = await request(clinic, 'POST /patients', {
      body: {
        email: patient.email.toUpperCase(),
        firstName: 'Some',
        lastName: 'Body',
        birthDate: '1980-01-01',
      },
    });
    expectProblem(again, 409);
    expect(again.text.toLowerCase()).not.toContain(patient.email);
    expect(again.text).not.toContain(patient.lastName);
    expect(again.text).not.toContain(patient.id);
  });

  test('is not opened without what care needs, and the refusal repeats no value', async () => {
    const missing = await request(clinic, 'POST /patients', {
      body: { email: 'incomplete@patients.example', lastName: 'Canarysurname' },
    });
    expectProblem(missing, 422);
    expect(missing.text).toContain('firstName');
    expect(missing.text).not.toContain('Canarysurname');

    const wrong = await request(clinic, 'POST /patients', {
      body: {
        email: 'canary-no-address',
        firstName: 'Some',
        lastName: 'Canarysurname',
        birthDate: 'canary-no-date',
      },
    });
    expectProblem(wrong, 422, 'request-invalid');
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      expect.arrayContaining(['#/birthDate', '#/email']),
    );
    for (const value of ['canary', 'Canarysurname']) expect(wrong.text).not.toContain(value);
  });

  test('shows the patient all that was given, and what nobody declared was never kept', async () => {
    const body = {
      email: 'ada@patients.example',
      firstName: 'Ada',
      lastName: 'Byron',
      birthDate: '1985-12-10',
      phone: '+33 6 12 34 56 78',
      allergies: ['penicillin', 'peanuts'],
    };
    const opened = await request(clinic, 'POST /patients', {
      body: { ...body, shoeSize: 'canary-shoe-size' },
    });
    expect(opened.status).toBe(201);
    expect(Object.keys(opened.body).sort()).toEqual(['id', 'token']);
    const { id, token } = opened.body;
    const mine = await request(clinic, 'GET /patients/me', { token });
    expect(mine.status).toBe(200);
    expect(mine.body).toEqual({ ...body, id, createdAt: expect.any(String) });
    expect(mine.headers.get('cache-control')).toContain('no-store');
    expect(mine.headers.get('etag')).toBeNull();
  });
});

describe('an appointment', () => {
  test.each(['tomorrow', '2027-W01', '2027-01-04', '2027-13-01T09:00:00Z', '2027-01-04T09:00:00'])(
    'at %s is refused, for nobody could be expected then',
    async (at) => {
      const { token } = await givenPatient(clinic);
      const answer = await request(clinic, 'POST /appointments', { token, body: { at } });
      expectProblem(answer, 422, 'request-invalid');
      expect(answer.body.errors).toMatchObject([{ pointer: '#/at' }]);
    },
  );

  test('with a practitioner who is none is refused', async () => {
    const { token } = await givenPatient(clinic);
    const body = { practitionerId: crypto.randomUUID(), at: '2027-01-04T09:00:00Z' };
    expectProblem(await request(clinic, 'POST /appointments', { token, body }), 422);
  });

  test('is booked on the contract: no consent is needed', async () => {
    const patient = await givenPatient(clinic);
    const { token } = patient;
    const consents = await request(clinic, 'GET /privacy/consents', { token });
    expect(consents.text).not.toContain('ConsentGiven');
    const booked = await givenAppointment(clinic, patient, 3 * 24 * 60 * 60 * 1_000);
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({ id: expect.any(String), reason: 'canary-reason' });
    expect(booked.body).not.toHaveProperty('feeCents');
    const mine = await request(clinic, 'GET /appointments', { token });
    expect(mine.body).toHaveLength(1);
  });
});

test('the practice answers', async () => {
  const answer = await request(clinic, 'GET /health');
  expect(answer.status).toBe(200);
});

test('the interface is described, with what is personal in it', async () => {
  const page = await request(clinic, 'GET /docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  const { body } = await request(clinic, 'GET /docs-json');
  expect(body.paths['/patients/me'].get.security).toBeDefined();
  const { email } = body.components.schemas.NewPatient.properties;
  expect(JSON.stringify(email)).toContain('pd:EmailAddress');
});

test('Global Privacy Control is announced', async () => {
  const answer = await request(clinic, 'GET /.well-known/gpc.json');
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.body).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d/) });
});
