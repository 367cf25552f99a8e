import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SubjectEvent } from '../decide/event.ts';
import type { RestrictionGround, RestrictionState, SubjectState } from '../decide/state.ts';
import { formatInstant, isInstant, parseInstant } from '../declare/instant.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { appendEvent, readState } from './subject-record.ts';

/** What is to be restricted, and why (Art. 18(1)). */
export interface RestrictionInput {
  readonly ground: RestrictionGround;
  /** Paths of declared fields, `Customer.email`; absent: everything. */
  readonly fields?: readonly string[];
}

/** What is to be lifted, and when the data subject was told (Art. 18(3)). */
export interface RestrictionLift {
  readonly ground: RestrictionGround;
  /** RFC 3339: when the data subject was informed; not in the future, not before the restriction. */
  readonly informedAt: string;
}

const GROUNDS: readonly RestrictionGround[] = [
  'accuracy-contested',
  'unlawful-processing',
  'needed-for-legal-claims',
  'objection-pending',
];

/**
 * Restricts processing to storage and the exceptions of Art. 18(2), at once. Throws `request-invalid` for a ground
 * that the law does not know or a field that no model declares: what cannot be enforced is not promised.
 */
export async function restrict(
  context: RightsContext,
  subject: string,
  { ground, fields }: RestrictionInput,
  options: ActOptions = {},
): Promise<readonly RestrictionState[]> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const errors = [...groundErrors(ground), ...fieldErrors(catalogue, fields)];
  if (errors.length > 0) throw new PrivacyError('request-invalid', { errors });
  return record(context, subject, catalogue, now, {
    id: options.id ?? context.newId(),
    at: formatInstant(now),
    actor: options.actor ?? 'data-subject',
    type: 'restriction.set',
    ground,
    ...(fields === undefined ? {} : { fields }),
  });
}

/**
 * Lifts a restriction of which the data subject has been told before. Throws `request-invalid` without that, and
 * `not-found` where nothing is restricted on this ground.
 */
export async function unrestrict(
  context: RightsContext,
  subject: string,
  { ground, informedAt }: RestrictionLift,
  options: ActOptions = {},
): Promise<readonly RestrictionState[]> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const wrongGround = groundErrors(ground);
  if (wrongGround.length > 0) throw new PrivacyError('request-invalid', { errors: wrongGround });
  const state = await readState(context, subject);
  const standing = state?.restrictions.find((each) => each.ground === ground);
  if (standing === undefined) {
    throw new PrivacyError('not-found', { what: 'nothing is restricted on this ground' });
  }
  const errors = informationErrors(informedAt, standing, now);
  if (errors.length > 0) throw new PrivacyError('request-invalid', { errors });
  return record(context, subject, catalogue, now, {
    id: options.id ?? context.newId(),
    at: formatInstant(now),
    actor: options.actor ?? 'staff',
    type: 'restriction.lifted',
    ground,
    informedAt,
  });
}

type RestrictionEvent = Extract<SubjectEvent, { type: `restriction.${string}` }>;

function groundErrors(ground: string): readonly FieldError[] {
  return GROUNDS.some((each) => each === ground)
    ? []
    : [{ pointer: '#/ground', detail: `one of ${GROUNDS.join(', ')}` }];
}

function fieldErrors(
  catalogue: Catalogue,
  fields: readonly string[] | undefined,
): readonly FieldError[] {
  if (fields === undefined) return [];
  if (fields.length === 0) {
    return [{ pointer: '#/fields', detail: 'name fields, or leave it out for everything' }];
  }
  const declared = new Set(
    [...catalogue.models.values()].flatMap((model) => model.fields.map(({ path }) => path)),
  );
  return fields.flatMap((field, index) =>
    declared.has(field) ? [] : [{ pointer: `#/fields/${index}`, detail: 'no model declares it' }],
  );
}

function informationErrors(
  informedAt: string,
  { since }: RestrictionState,
  now: number,
): readonly FieldError[] {
  const at = isInstant(informedAt) ? parseInstant(informedAt) : undefined;
  const detail =
    at === undefined
      ? 'when the data subject was told, RFC 3339'
      : at > now
        ? 'the data subject must have been told before'
        : at < Date.parse(since)
          ? 'this was before the restriction began'
          : undefined;
  return detail === undefined ? [] : [{ pointer: '#/informedAt', detail }];
}

async function record(
  context: RightsContext,
  subject: string,
  catalogue: Catalogue,
  now: number,
  event: RestrictionEvent,
): Promise<readonly RestrictionState[]> {
  const state: SubjectState = await appendEvent(context, subject, event);
  await context.witness({
    kind: 'restriction-changed',
    event: event.type,
    subject,
    salt: state.salt,
    actor: event.actor,
    catalogue,
    now,
    recordId: event.id,
    right: 'eu-gdpr:A18',
    purpose: undefined,
    legalBasis: undefined,
    recipient: undefined,
    consentStatus: undefined,
    fields: event.type === 'restriction.set' ? event.fields : undefined,
  });
  return state.restrictions;
}
