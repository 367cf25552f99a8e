import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { ConsentScope, SubjectEvent } from '../decide/event.ts';
import { sameScope } from '../decide/scope.ts';
import type { SubjectState } from '../decide/state.ts';
import { formatInstant } from '../declare/instant.ts';
import { PrivacyError } from '../errors.ts';
import type { ObjectionStanding } from './basis-status.ts';
import { standingOf } from './consent-status.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { restsOnConsent } from './purposes.ts';
import { appendEvent } from './subject-record.ts';

/** What an act is about: the purpose in the policy of the moment, and the recipient or all of it. */
export interface Asked {
  readonly catalogue: Catalogue;
  readonly purpose: CompiledPurpose;
  readonly scope: ConsentScope;
  readonly now: number;
}

/** An event about an objection. */
export type ObjectionEvent = Extract<SubjectEvent, { type: `objection.${string}` }>;

/** An objection that stands, with the consent epoch after it. */
export type StandingObjection = {
  readonly kind: 'objection';
  readonly epoch: number;
} & ObjectionStanding;

/** The objection that stands in exactly this scope. */
export function objectionIn(
  state: SubjectState | undefined,
  scope: ConsentScope,
): ObjectionStanding | undefined {
  return state?.objections.find((each) => sameScope(each, scope));
}

/** Stores an event, has it witnessed, and says what stands after it. Throws `not-found` where nothing does. */
export async function recordObjection(
  context: RightsContext,
  subject: string,
  asked: Asked,
  event: ObjectionEvent,
): Promise<StandingObjection> {
  const state = await appendEvent(context, subject, event);
  await witnessObjection(context, subject, asked, event, state);
  const standing = objectionIn(state, asked.scope);
  // Taken back by somebody else in the same instant: nothing stands any more.
  if (standing === undefined) throw new PrivacyError('not-found', { what: 'the objection' });
  return { kind: 'objection', ...standing, epoch: state.version };
}

/** Leaves the evidence of an event about an objection. */
export async function witnessObjection(
  context: RightsContext,
  subject: string,
  { catalogue, purpose, scope, now }: Asked,
  event: ObjectionEvent,
  state: SubjectState,
): Promise<void> {
  await context.witness({
    kind: 'objection-changed',
    event: event.type,
    subject,
    salt: state.salt,
    actor: event.actor,
    catalogue,
    now,
    recordId: event.id,
    right: 'eu-gdpr:A21',
    purpose: purpose.id,
    legalBasis: purpose.legalBasis,
    recipient: scope.recipient,
    consentStatus: restsOnConsent(purpose)
      ? standingOf(catalogue, state, scope, now).status
      : undefined,
    fields: undefined,
  });
}

/** What every event says of itself. */
export function eventBase(
  context: RightsContext,
  now: number,
  { id, actor }: ActOptions,
  by: 'data-subject' | 'staff',
) {
  return { id: id ?? context.newId(), at: formatInstant(now), actor: actor ?? by };
}
