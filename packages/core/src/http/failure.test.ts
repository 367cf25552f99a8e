import { expect, test } from 'vitest';
import type { Running } from '../enforce/running.ts';
import { openUnit } from '../enforce/unit.ts';
import { PrivacyError } from '../errors.ts';
import { type ErrorEdge, failureOf } from './failure.ts';
import { problemOf } from './problem.ts';

const denial = new PrivacyError('state-unknown', { decision: { outcome: 'deny' } });

test.each([
  ['a failure on our side, after admission', new Error('database gone'), false, 'internal-error'],
  [
    'an answer that was refused',
    new PrivacyError('response-not-declared'),
    false,
    'response-not-declared',
  ],
  ['an answer that broke off', new Error('stream gone'), true, 'response-aborted'],
  [
    'an answer that broke off by the mistake of a client',
    new PrivacyError('not-found'),
    true,
    'response-aborted',
  ],
])('%s is recorded', async (_case, error, began, incident) => {
  const { incidents, failure } = given(error, began);
  await failure.recorded;
  expect(incidents).toEqual([incident]);
});

test.each([
  ['the mistake of a client', new PrivacyError('not-found')],
  ['a refusal, which has its own record', denial],
  ['an audit trail that does not accept records', new PrivacyError('audit-unavailable')],
])('%s is no incident', (_case, error) => {
  const { incidents, failure } = given(error, false);
  expect([failure.recorded, incidents]).toEqual([undefined, []]);
});

test('an incident that cannot be recorded holds up nothing', async () => {
  for (const fails of [
    () => {
      throw new PrivacyError('audit-unavailable');
    },
    () => Promise.reject(new PrivacyError('audit-unavailable')),
  ]) {
    const { failure } = given(new Error('database gone'), false, fails);
    expect(await failure.recorded).toBe(undefined);
    expect(failure.problem.status).toBe(500);
  }
});

test('outside of processing nothing is recorded', () => {
  const failure = failureOf(EDGE, new Error('gone'), openUnit('unit', {}), undefined, false);
  expect(failure.recorded).toBe(undefined);
});

const EDGE: ErrorEdge = {
  problem: (error) => {
    const { body, ...problem } = problemOf(error, {
      instance: 'urn:uuid:1',
      actorIsSubject: false,
    });
    const slug = body.type.slice(body.type.lastIndexOf('/') + 1);
    return { ...problem, body: JSON.stringify(body), instance: 'urn:uuid:1', slug };
  },
  loggedError: () => ({ type: 'Error', message: '', stack: '' }),
};

function given(error: unknown, began: boolean, fails?: () => void | Promise<void>) {
  const incidents: string[] = [];
  const running: Pick<Running, 'incident'> = {
    incident: (errorType) => {
      incidents.push(errorType);
      return fails?.();
    },
  };
  // Nothing else of it is looked at.
  const failure = failureOf(EDGE, error, openUnit('unit', {}), running as Running, began);
  return { incidents, failure };
}
