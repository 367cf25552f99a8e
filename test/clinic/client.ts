import type { RunningClinic } from './running-clinic.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed, where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** What a request may carry. */
export interface Sending {
  readonly token?: string;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes one request. */
export async function request(
  clinic: RunningClinic,
  line: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`,
  sending: Sending = {},
): Promise<Answer> {
  const at = line.indexOf(' ');
  const { token, body, headers } = sending;
  const response = await fetch(clinic.url + line.slice(at + 1), {
    method: line.slice(0, at),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

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
export async function givenPatient(clinic: RunningClinic): Promise<Account> {
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
export function givenAppointment(clinic: RunningClinic, { token }: Account, inMs: number) {
  const at = new Date(Date.now() + inMs).toISOString();
  return request(clinic, 'POST /appointments', { token, body: { at, reason: 'canary-reason' } });
}

/** The version of the notice in force. */
async function noticeVersion(clinic: RunningClinic): Promise<string> {
  const { body } = await request(clinic, 'GET /privacy/notice', {
    headers: { accept: 'application/json' },
  });
  return body.version;
}

/** What proves a consent. */
export async function evidenceFor(clinic: RunningClinic, purpose: string) {
  return {
    noticeVersion: await noticeVersion(clinic),
    language: 'en',
    indication: `checkbox#${purpose}`,
  };
}

/** Asks for reminders. */
export async function optIn(clinic: RunningClinic, { token }: Account): Promise<Answer> {
  const body = await evidenceFor(clinic, 'reminders');
  return request(clinic, 'POST /reminders/opt-in', { token, body });
}

/** Consents to research, in express words. */
export async function consentToResearch(
  clinic: RunningClinic,
  { token }: Account,
): Promise<Answer> {
  const body = { ...(await evidenceFor(clinic, 'research')), explicit: true };
  return request(clinic, 'PUT /privacy/consents/research', { token, body });
}
