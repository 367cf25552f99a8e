import { subjectIds } from './subjects.ts';

/** The body of `POST /echo`: 300 bytes of JSON, an address book entry. */
export const echoBody: EchoBody = {
  id: 'customer-1',
  email: 'ada.lovelace@example.org',
  givenName: 'Ada',
  familyName: 'Lovelace',
  phone: '+33 6 12 34 56 78',
  street: '12 rue des Acacias',
  city: 'Lyon',
  postcode: '69003',
  country: 'FR',
  tier: 'gold',
  createdAt: '2026-09-01T08:30:00.000Z',
  remark: 'Please ring twice, bell at right.',
};

export interface EchoBody {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
  readonly tier: string;
  readonly createdAt: string;
  readonly remark: string;
}

/** A subject whom every engine permits: a refusal is cheaper and would flatter. */
const subjectId = subjectIds[1] ?? '';

export const SUBJECT_HEADER = 'x-subject-id';

export const echoRequest: Buffer = rawRequest('POST', '/echo', JSON.stringify(echoBody));
export const readRequest: Buffer = rawRequest('GET', `/customers/${subjectId}`);

function rawRequest(method: string, path: string, body = ''): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'accept: application/json',
    `${SUBJECT_HEADER}: ${subjectId}`,
    ...(body === ''
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
