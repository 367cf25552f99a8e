import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { ConsentScope, SubjectEvent } from '../decide/event.ts';
import { sameScope } from '../decide/scope.ts';
import type { SubjectState } from '../decide/state.ts';
import { formatInstant } from '../declare/instant.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import { rightApplies } from '../vocabulary/index.ts';
import type { ObjectionStanding } from './basis-status.ts';
import { withdraw } from './consent.ts';
import { type ConsentChange, standingOf } from './consent-status.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { notApplicable } from './not-applicable.ts';
import { basesOf, requirePurpose, restsOnConsent } from './purposes.ts';
import { type NamedScope, readScope } from './scope.ts';
import { appendEvent, readState } from './subject-record.ts';

/** What an objection is about. */
export interface ObjectionInput extends NamedScope {
  readonly purpose: string;
}

/** How the controller decides a pending objection. */
export interface ObjectionDecision extends ObjectionInput {
  readonly outcome: 'upheld' | 'overridden';
  /** The compelling legitimate grounds (Art. 21(1)); required to override. */
  readonly justification?: string;
  /** Who answers for the override; required to override. */
  readonly approver?: string;
}

/** What came of an objection: it stands, or it was a consent to withdraw; with the consent epoch after it. */
export type ObjectionOutcome =
  | ({ readonly kind: 'objection'; readonly epoch: number } & ObjectionStanding)
  | ({ readonly kind: 'withdrawal' } & ConsentChange);

/** Whether a data subject can object to a purpose: by its basis, or because it is direct marketing (Art. 21(1), (2)). */
export function isObjectable(purpose: CompiledPurpose): boolean {
  const bases = basesOf(purpose);
  // Where a text states no basis nothing is permitted, and an objection takes nothing away.
  return (
    purpose.marketing ||
    bases.length === 0 ||
    bases.some((basis) => rightApplies('eu-gdpr:A21', basis))
  );
}

/**
 * Objects to a purpose, or to one recipient of it. Against legitimate interests and public tasks the objection is
 * pending, and processing restricted, until it is decided; against direct marketing it is final at once, whatever the
 * basis (Art. 21(3)), and where marketing rests on consent it is a withdrawal. Throws `right-not-applicable` for a
 * purpose on consent (withdraw it), contract, legal obligation or vital interests.
 */
export async function object(
  context: RightsContext,
  subject: string,
  input: ObjectionInput,
  options: ActOptions = {},
): Promise<ObjectionOutcome> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const purpose = requirePurpose(catalogue, input.purpose);
  const scope = readScope(catalogue, purpose, input);
  if (purpose.marketing && restsOnConsent(purpose)) {
    return {
      kind: 'withdrawal',
      ...(await withdraw(context, subject, purpose.id, input, options)),
    };
  }
  if (!isObjectable(purpose)) {
    throw notApplicable(
      purpose,
      'eu-gdpr:A21',
      restsOnConsent(purpose) ? 'eu-gdpr:A7-3' : undefined,
    );
  }
  return record(
    context,
    subject,
    { catalogue, purpose, scope, now },
    {
      ...eventBase(context, now, options, 'data-subject'),
      ...scope,
      type: 'objection.filed',
      final: purpose.marketing,
    },
  );
}

/**
 * Decides a pending objection. Overriding it takes compelling grounds and somebody who answers for them; an objection
 * to direct marketing cannot be overridden. Throws `request-invalid`, and `not-found` where none is pending.
 */
export async function decideObjection(
  context: RightsContext,
  subject: string,
  decision: ObjectionDecision,
  options: ActOptions = {},
): Promise<ObjectionOutcome> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const purpose = requirePurpose(catalogue, decision.purpose);
  const scope = readScope(catalogue, purpose, decision);
  const errors = objectionsAgainst(purpose, decision);
  if (errors.length > 0) throw new PrivacyError('request-invalid', { errors });
  const before = await readState(context, subject);
  if (statusOf(before, scope)?.status !== 'pending') {
    throw new PrivacyError('not-found', { what: 'no objection to this purpose is pending' });
  }
  const base = { ...eventBase(context, now, options, 'staff'), ...scope };
  const { justification = '', approver = '' } = decision;
  return record(
    context,
    subject,
    { catalogue, purpose, scope, now },
    decision.outcome === 'upheld'
      ? { ...base, type: 'objection.upheld' }
      : { ...base, type: 'objection.overridden', justification, approver },
  );
}

/** The data subject takes an objection back, in the scope in which it was filed. Throws `not-found` where there is none. */
export async function liftObjection(
  context: RightsContext,
  subject: string,
  input: ObjectionInput,
  options: ActOptions = {},
): Promise<void> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const purpose = requirePurpose(catalogue, input.purpose);
  const scope = readScope(catalogue, purpose, input);
  if (statusOf(await readState(context, subject), scope) === undefined) {
    throw new PrivacyError('not-found', { what: 'there is no objection to this purpose' });
  }
  const event: ObjectionEvent = {
    ...eventBase(context, now, options, 'data-subject'),
    ...scope,
    type: 'objection.lifted',
  };
  const state = await appendEvent(context, subject, event);
  await witness(context, subject, { catalogue, purpose, scope, now }, event, state);
}

interface Asked {
  readonly catalogue: Catalogue;
  readonly purpose: CompiledPurpose;
  readonly scope: ConsentScope;
  readonly now: number;
}

type ObjectionEvent = Extract<SubjectEvent, { type: `objection.${string}` }>;

/** Everything that stands against a decision, at once. */
function objectionsAgainst(
  purpose: CompiledPurpose,
  { outcome, justification, approver }: ObjectionDecision,
): readonly FieldError[] {
  if (outcome === 'upheld') return [];
  if (outcome !== 'overridden') return [{ pointer: '#/outcome', detail: 'upheld or overridden' }];
  const errors: FieldError[] = [];
  if (purpose.marketing) {
    const detail = 'an objection to direct marketing cannot be overridden (Art. 21(3))';
    errors.push({ pointer: '#/outcome', detail });
  }
  if (isBlank(justification)) {
    errors.push({ pointer: '#/justification', detail: 'the compelling legitimate grounds' });
  }
  if (isBlank(approver)) errors.push({ pointer: '#/approver', detail: 'who answers for it' });
  return errors;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

function statusOf(
  state: SubjectState | undefined,
  scope: ConsentScope,
): ObjectionStanding | undefined {
  return state?.objections.find((each) => sameScope(each, scope));
}

async function record(
  context: RightsContext,
  subject: string,
  asked: Asked,
  event: ObjectionEvent,
): Promise<ObjectionOutcome> {
  const state = await appendEvent(context, subject, event);
  await witness(context, subject, asked, event, state);
  const standing = statusOf(state, asked.scope);
  // Taken back by somebody else in the same instant: nothing stands any more.
  if (standing === undefined) throw new PrivacyError('not-found', { what: 'the objection' });
  return { kind: 'objection', ...standing, epoch: state.version };
}

async function witness(
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

function eventBase(
  context: RightsContext,
  now: number,
  { id, actor }: ActOptions,
  by: 'data-subject' | 'staff',
) {
  return { id: id ?? context.newId(), at: formatInstant(now), actor: actor ?? by };
}
