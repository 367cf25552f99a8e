import { type Answer, request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';

/** A patient with a file. */
export interface Account {
  readonly id: string;
  readonly token: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly birthDate: string;
  readonly allergies: string;
}

let accounts = 0;

/** Opens a file with values that are found nowhere else. */
export async function givenPatient(clinic: RunningExample): Promise<Account> {
  const tag = `${(++accounts).toString(36)}q${Math.random().toString(36).slice(2, 8)}`;
  const person = {
    email: `canary-${tag}@patients.example`,
    firstName: `Firstname${tag}`,
    lastName: `Lastname${tag}`,
    phone: `+33 6 ${String(accounts).padStart(4, '0')} ${Date.now() % 100_000}`,
    birthDate: `19${40 + (accounts % 50)}-11-2${accounts % 9}`,
    allergies: `canary-allergy-${tag}`,
  };
  const { status, body } = await request(clinic, 'POST /patients', { body: person });
  if (status !== 201) throw new Error(`No file: ${status}`);
  return { ...person, id: body.id, token: body.token };
}

/** An appointment in so many milliseconds from now. */
export function givenAppointment(clinic: RunningExample, { token }: Account, inMs: number) {
  const at = new Date(Date.now() + inMs).toISOString();
  return request(clinic, 'POST /appointments', { token, body: { at, reason: 'canary-reason' } });
}

/** The version of the notice in force. */
async function noticeVersion(clinic: RunningExample): Promise<string> {
  const { body } = await request(clinic, 'GET /privacy/notice', {
    headers: { accept: 'application/json' },
  });
  return body.version;
}

/** What proves a consent. */
export async function evidenceFor(clinic: RunningExample, purpose: string) {
  return {
    noticeVersion: await noticeVersion(clinic),
    language: 'en',
    indication: `checkbox#${purpose}`,
  };
}

/** Asks for reminders. */
export async function optIn(clinic: RunningExample, { token }: Account): Promise<Answer> {
  const body = await evidenceFor(clinic, 'reminders');
  return request(clinic, 'POST /reminders/opt-in', { token, body });
}

/** Consents to research, in express words. */
export async function consentToResearch(
  clinic: RunningExample,
  { token }: Account,
): Promise<Answer> {
  const body = { ...(await evidenceFor(clinic, 'research')), explicit: true };
  return request(clinic, 'PUT /privacy/consents/research', { token, body });
}
