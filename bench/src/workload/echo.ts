import { rawRequest } from './raw-request.ts';
import { isPermitted, subjects } from './subjects.ts';

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

/** A subject whom every engine permits, for a refusal is cheaper and would flatter; and one whom it must refuse. */
const [permitted, refused] = [true, false].map(
  (wanted) => subjects.find((facts) => isPermitted(facts) === wanted)?.id,
);

export const SUBJECT_HEADER = 'x-subject-id';

export const echoRequest: Buffer = echoAs(permitted);
export const refusedEcho: Buffer = echoAs(refused);

function echoAs(subject: string | undefined): Buffer {
  return rawRequest('POST', '/echo', [`${SUBJECT_HEADER}: ${subject}`], JSON.stringify(echoBody));
}
