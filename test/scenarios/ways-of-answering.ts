import { currentUnit, opaque, type ProcessingOptions } from '@lawful/core';
import type { Call, Outcome, Route } from './application.ts';
import { Member } from './models.ts';
import { memberOf, PEOPLE } from './people.ts';

const { email, phone } = PEOPLE.anna;

/** What an error of a library holds: a value in its message, rows and bodies hung upon it. The row it is about was sighted when it was read. */
function leakyError({ world }: Call): Error {
  if (currentUnit() !== undefined) world.privacy.sight(Member, memberOf('anna'));
  return Object.assign(new Error(`duplicate key (email)=(${email})`), {
    detail: `Failing row contains (${email}, ${phone})`,
    cause: new Error(`insert for ${phone}`),
    body: { email },
  });
}

/** A class of which nobody has declared anything. */
class Undeclared {
  readonly id = PEOPLE.anna.id;
  readonly email = email;
  readonly note = phone;
}

class WithToJson {
  readonly id = PEOPLE.anna.id;
  toJSON(): unknown {
    return { email, diagnosis: PEOPLE.anna.diagnosis };
  }
}

const member: ProcessingOptions = { returns: Member };
const anything: ProcessingOptions = { returns: opaque('the scenario needs it') };

/** Handlers that answer in every way there is, well and badly: `GET /ways/<name>`, for the purpose of membership. */
const WAYS: Readonly<Record<string, readonly [ProcessingOptions, (call: Call) => Outcome]>> = {
  // what the model does not declare for the purpose
  'more-than-declared': [
    member,
    () => ({ how: 'value', value: { ...memberOf('anna'), note: phone, password: 'secret' } }),
  ],
  'class-instance': [member, () => ({ how: 'value', value: memberOf('anna') })],
  'undeclared-class': [member, () => ({ how: 'value', value: new Undeclared() })],
  'own-json': [member, () => ({ how: 'value', value: new WithToJson() })],
  'a-map': [member, () => ({ how: 'value', value: new Map([['email', email]]) })],
  'a-set': [member, () => ({ how: 'value', value: new Set([email]) })],
  'a-list-for-one': [member, () => ({ how: 'value', value: [memberOf('anna')] })],
  'one-for-a-list': [{ returns: [Member] }, () => ({ how: 'value', value: memberOf('anna') })],
  'text-as-value': [member, () => ({ how: 'value', value: email })],
  'a-number': [member, () => ({ how: 'value', value: 42 })],
  'a-truth': [member, () => ({ how: 'value', value: true })],
  'no-value': [member, () => ({ how: 'value', value: null })],
  'undefined-value': [member, () => ({ how: 'value', value: undefined })],
  'another-status': [
    { returns: { 200: Member } },
    () => ({ how: 'value', value: memberOf('anna'), status: 206 }),
  ],
  'nothing-declared': [{}, () => ({ how: 'value', value: memberOf('anna') })],
  'value-for-nothing': [{ returns: 'nothing' }, () => ({ how: 'value', value: memberOf('anna') })],
  // no body
  'only-a-status': [{}, () => ({ how: 'status', status: 202 })],
  'no-content': [{}, () => ({ how: 'status', status: 204 })],
  'not-modified': [{}, () => ({ how: 'status', status: 304 })],
  redirect: [{}, () => ({ how: 'redirect', to: '/opening-hours' })],
  // bodies that cannot be read, undeclared and declared
  text: [member, () => ({ how: 'text', text: email })],
  'json-as-text': [
    member,
    () => ({ how: 'text', text: JSON.stringify({ email }), type: 'application/json' }),
  ],
  bytes: [member, () => ({ how: 'bytes', text: email })],
  stream: [member, () => ({ how: 'stream', pieces: [email, phone] })],
  file: [member, () => ({ how: 'file', text: email })],
  page: [member, () => ({ how: 'page', text: email })],
  'declared-text': [anything, () => ({ how: 'text', text: email })],
  'declared-bytes': [anything, () => ({ how: 'bytes', text: email })],
  'declared-stream': [anything, () => ({ how: 'stream', pieces: [email, '\n', phone] })],
  'declared-file': [anything, () => ({ how: 'file', text: email })],
  'declared-page': [anything, () => ({ how: 'page', text: email })],
  // failures
  throws: [
    member,
    (call) => {
      throw leakyError(call);
    },
  ],
  'throws-text': [
    member,
    () => {
      throw email;
    },
  ],
  'own-problem': [
    {},
    () => ({
      how: 'problem',
      status: 409,
      document: {
        type: 'about:blank',
        title: 'Taken',
        status: 409,
        detail: `${PEOPLE.anna.id} is taken`,
        email,
      },
    }),
  ],
  twice: [member, () => ({ how: 'twice', values: [memberOf('anna'), memberOf('bert')] })],
  'value-then-error': [
    member,
    (call) => ({ how: 'value, then error', value: memberOf('anna'), error: leakyError(call) }),
  ],
  'piece-then-error': [
    anything,
    (call) => ({ how: 'piece, then error', piece: '[1,', error: leakyError(call) }),
  ],
  'undeclared-piece-then-error': [
    member,
    (call) => ({ how: 'piece, then error', piece: email, error: leakyError(call) }),
  ],
  'broken-stream': [
    anything,
    (call) => ({ how: 'broken stream', pieces: ['[1,', '2,'], error: leakyError(call) }),
  ],
  'stream-broken-at-once': [
    anything,
    (call) => ({ how: 'broken stream', pieces: [], error: leakyError(call) }),
  ],
  'without-an-audit-trail': [
    member,
    ({ world }) => {
      // The trail breaks after the decision was recorded, before the answer is.
      world.circumstances.ledger = 'throws';
      return { how: 'value', value: memberOf('anna') };
    },
  ],
  'an-endless-number': [
    member,
    () => ({ how: 'value', value: { id: PEOPLE.anna.id, phone: 10n } }),
  ],
  never: [member, () => ({ how: 'nothing ever' })],
};

export const waysOfAnswering: readonly Route[] = Object.entries(WAYS).map(
  ([name, [options, handle]]) => ({
    method: 'GET',
    path: `/ways/${name}`,
    who: 'member',
    purpose: 'membership',
    options,
    handle,
  }),
);
