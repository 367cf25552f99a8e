import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { addDuration } from '../declare/duration.ts';
import type { Channel } from '../declare/policy-input.ts';
import { type CompiledQuestion, compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { Question } from './question.ts';
import type { ConsentState, SubjectState, UnknownState } from './state.ts';
import { viewOf } from './view.ts';

const CASES = 120_000;
const NOW = Date.parse('2026-11-22T09:00:00Z');
const CHANNELS: readonly Channel[] = ['email', 'post'];

const policy = definePolicy({
  version: '3',
  effectiveFrom: '2026-01-01',
  purposes: {
    order: { legalBasis: 'contract' },
    books: { legalBasis: 'legal_obligation', legalReference: 'law' },
    fraud: { legalBasis: 'legitimate_interests', legitimateInterest: 'safety' },
    letter: { legalBasis: 'consent', consent: { duration: 'P13M', reaskFrom: '2' } },
    study: { legalBasis: 'consent', consent: { explicit: true } },
    offers: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'selling',
      channel: ['email', 'post'],
    },
  },
  roles: { clerk: { purposes: ['order', 'fraud'] } },
});
const catalogue = compileCatalogue({ policy, models: [] });

/**
 * The law once more, as slowly and plainly as it can be said: a list of sentences, each looking at the raw state.
 * Nothing of the compiled decision is used.
 */
function mayProcess(question: Question, state: SubjectState | UnknownState, now: number): boolean {
  const { purpose, operation, actor, exception, fields = [] } = question;
  const channel = question.channel ?? undefined;
  const basis = policy.purposes[purpose as keyof typeof policy.purposes].legalBasis;
  if (actor.type === 'anonymous' && operation !== 'dpv:Collect') return false;
  if (actor.type === 'staff' && !(actor.role === 'clerk' && ['order', 'fraud'].includes(purpose)))
    return false;
  if (purpose === 'offers' && channel !== undefined && !CHANNELS.includes(channel)) return false;

  const electronic = purpose === 'offers' && channel === 'email';
  const needsConsent = basis === 'consent' || electronic;
  const objectable = basis === 'legitimate_interests';
  const restrictable = operation !== 'dpv:Store' && exception === undefined;
  if ('unknown' in state) {
    if (needsConsent || objectable) return false;
    return !(restrictable && state.lastKnownRestricted);
  }
  const restricted = state.restrictions.some(
    (it) =>
      it.fields === undefined ||
      fields.length === 0 ||
      it.fields.some((field) => fields.includes(field)),
  );
  if (restrictable && restricted) return false;
  const objected = state.objections.some(
    (it) => it.purpose === purpose && it.status !== 'overridden',
  );
  if (objectable && objected) return false;
  if (!needsConsent) return true;

  const said = sayingOf(state.consents, purpose, channel);
  if (said !== undefined && isValid(said, purpose, now))
    return purpose !== 'study' || said.explicit;
  const refusedBefore =
    said?.status === 'dpv:ConsentWithdrawn' || said?.status === 'dpv:ConsentRefused';
  const customer = state.relationships.some(
    (it) => it.kind === 'customer' && it.until === undefined,
  );
  return electronic && !refusedBefore && customer && question.similarProducts === true;
}

/** What was said last of this purpose on this channel, else of the purpose. */
function sayingOf(
  consents: readonly ConsentState[],
  purpose: string,
  channel: Channel | undefined,
): ConsentState | undefined {
  const ofPurpose = consents.filter((it) => it.purpose === purpose);
  const onChannel =
    channel === undefined ? undefined : ofPurpose.findLast((it) => it.channel === channel);
  return onChannel ?? ofPurpose.findLast((it) => it.channel === undefined);
}

function isValid(consent: ConsentState, purpose: string, now: number): boolean {
  if (consent.status !== 'dpv:ConsentGiven' && consent.status !== 'dpv:RenewedConsentGiven')
    return false;
  if (purpose === 'letter' && Number(consent.noticeVersion) < 2) return false;
  const ends =
    purpose === 'letter'
      ? addDuration(Date.parse(consent.since), 'P13M')
      : Number.POSITIVE_INFINITY;
  const saysItself =
    consent.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(consent.expiresAt);
  return now < Math.min(ends, saysItself);
}

test(`decides like the reference model in ${CASES.toLocaleString('en')} random cases`, {
  timeout: 120_000,
}, () => {
  let permits = 0;
  fc.assert(
    fc.property(
      questions(),
      states(),
      fc.integer({ min: NOW, max: NOW + 3 * 366 * 86_400_000 }),
      (question, state, now) => {
        const expected = mayProcess(question, state, now);
        // The question and the view are made before the instant that is decided about, as they are in a running process.
        const asked = compiled(question);
        const decision = decide(asked, viewOf(catalogue, state, NOW), now);
        permits += expected ? 1 : 0;
        return (decision.outcome === 'allow') === expected;
      },
    ),
    { numRuns: CASES },
  );
  // A generator that only ever made denials would prove little.
  expect(permits / CASES).toBeGreaterThan(0.1);
  expect(permits / CASES).toBeLessThan(0.9);
});

test('the reference model would notice a decision that forgets objections', () => {
  const forgetful = (state: SubjectState | UnknownState): SubjectState | UnknownState =>
    'unknown' in state ? state : { ...state, objections: [] };
  const counterexample = fc.check(
    fc.property(questions(), states(), (question, state) => {
      const asked = compileQuestion(catalogue, question, NOW);
      const decision = decide(asked, viewOf(catalogue, forgetful(state), NOW), NOW);
      return (decision.outcome === 'allow') === mayProcess(question, state, NOW);
    }),
    { numRuns: 20_000 },
  );
  expect(counterexample.failed).toBe(true);
});

/** One compiled question for equal questions, as in a running process: what it remembers must never mislead it. */
function compiled(question: Question): CompiledQuestion {
  const key = JSON.stringify(question);
  const known = COMPILED.get(key) ?? compileQuestion(catalogue, question, NOW);
  COMPILED.set(key, known);
  return known;
}

const COMPILED = new Map<string, CompiledQuestion>();

function questions(): fc.Arbitrary<Question> {
  return fc
    .record(
      {
        purpose: fc.constantFrom(...Object.keys(policy.purposes)),
        operation: fc.constantFrom(
          'dpv:Collect',
          'dpv:Consult',
          'dpv:Use',
          'dpv:Store',
          'dpv:Erase',
        ),
        actor: fc.constantFrom<Question['actor']>(
          { type: 'data-subject' },
          { type: 'system' },
          { type: 'anonymous' },
          { type: 'staff' },
          { type: 'staff', role: 'clerk' },
        ),
        channel: fc.constantFrom<Channel>('email', 'post', 'phone'),
        similarProducts: fc.boolean(),
        exception: fc.constantFrom('legal-claims', 'public-interest'),
        fields: fc.constantFrom(['Customer.email'], ['Customer.address', 'Customer.email']),
      },
      { requiredKeys: ['purpose', 'operation', 'actor'] },
    )
    .map(onlyDeclaredChannels);
}

/** Purposes without channels take any; the model speaks of channels for offers alone. */
function onlyDeclaredChannels(question: Question): Question {
  if (question.purpose === 'offers' || question.channel === undefined) return question;
  const { channel: _, ...rest } = question;
  return rest;
}

function states(): fc.Arbitrary<SubjectState | UnknownState> {
  const known = fc.record({
    version: fc.nat(),
    salt: fc.constant('c2FsdC1zYWx0LXNhbHQtcw'),
    consents: fc.uniqueArray(consents(), {
      selector: (it) => `${it.purpose} ${it.channel}`,
      maxLength: 6,
    }),
    objections: fc.array(
      fc.record({
        purpose: purposes(),
        status: fc.constantFrom('pending' as const, 'upheld' as const, 'overridden' as const),
        since: instants(),
        recordId: fc.constant('e'),
      }),
      { maxLength: 2 },
    ),
    restrictions: fc.array(
      fc.record(
        {
          ground: fc.constant('accuracy-contested' as const),
          fields: fc.constantFrom(['Customer.email'], ['Customer.address']),
          since: instants(),
          recordId: fc.constant('e'),
        },
        { requiredKeys: ['ground', 'since', 'recordId'] },
      ),
      { maxLength: 1 },
    ),
    notices: fc.constant([]),
    relationships: fc.array(
      fc.record(
        { kind: fc.constant('customer'), since: instants(), until: instants() },
        { requiredKeys: ['kind', 'since'] },
      ),
      { maxLength: 1 },
    ),
  });
  const unknown = fc
    .boolean()
    .map((lastKnownRestricted): UnknownState => ({ unknown: true, lastKnownRestricted }));
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: unknown });
}

function consents(): fc.Arbitrary<ConsentState> {
  return fc
    .record(
      {
        purpose: purposes(),
        channel: fc.constantFrom(...CHANNELS),
        status: fc.constantFrom(
          'dpv:ConsentGiven',
          'dpv:RenewedConsentGiven',
          'dpv:ConsentRefused',
          'dpv:ConsentWithdrawn',
          'dpv:ConsentExpired',
          'dpv:ConsentUnknown',
        ),
        explicit: fc.boolean(),
        noticeVersion: fc.constantFrom('1', '2', '3'),
        since: instants(),
        expiresAt: instants(),
        recordId: fc.constant('e'),
      },
      { requiredKeys: ['purpose', 'status', 'explicit', 'noticeVersion', 'since', 'recordId'] },
    )
    .map((consent) => (consent.purpose === 'offers' ? consent : withoutChannel(consent)));
}

function withoutChannel({ channel: _, ...consent }: ConsentState): ConsentState {
  return consent;
}

function purposes(): fc.Arbitrary<string> {
  return fc.constantFrom(...Object.keys(policy.purposes));
}

function instants(): fc.Arbitrary<string> {
  return fc
    .integer({ min: NOW - 600 * 86_400_000, max: NOW + 600 * 86_400_000 })
    .map((at) => new Date(at).toISOString());
}
