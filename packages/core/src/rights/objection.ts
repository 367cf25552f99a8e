import type { CompiledPurpose } from '../catalogue/catalogue.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import { rightApplies } from '../vocabulary/index.ts';
import { withdraw } from './consent.ts';
import type { ConsentChange } from './consent-status.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { notApplicable } from './not-applicable.ts';
import {
  eventBase,
  type ObjectionEvent,
  objectionIn,
  recordObjection,
  type StandingObjection,
  witnessObjection,
} from './objection-record.ts';
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
  | StandingObjection
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
  return recordObjection(
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
  if (objectionIn(before, scope)?.status !== 'pending') {
    throw new PrivacyError('not-found', { what: 'no objection to this purpose is pending' });
  }
  const base = { ...eventBase(context, now, options, 'staff'), ...scope };
  const { justification = '', approver = '' } = decision;
  return recordObjection(
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
  if (objectionIn(await readState(context, subject), scope) === undefined) {
    throw new PrivacyError('not-found', { what: 'there is no objection to this purpose' });
  }
  const event: ObjectionEvent = {
    ...eventBase(context, now, options, 'data-subject'),
    ...scope,
    type: 'objection.lifted',
  };
  const state = await appendEvent(context, subject, event);
  await witnessObjection(context, subject, { catalogue, purpose, scope, now }, event, state);
}

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
