import { DENY_REASONS, type DenyReason } from '../decide/decision.ts';
import type { LedgerEntry } from '../ports.ts';
import type { AuditRecord } from './audit-record.ts';

/** What a span attribute may hold. */
type AttributeValue = string | number | boolean | readonly string[];
/** Attributes by name. */
export type SpanAttributes = Readonly<Record<string, AttributeValue>>;

/**
 * The whole list of attributes that ever leave on a span, with what each is allowed to hold. Nothing else is emitted:
 * not a value, not a field's content, not an address. `opt-in` ones can identify a person indirectly and leave only
 * where they are configured (docs/audit.md).
 */
export const SPAN_ATTRIBUTES = {
  'privacy.record.id': { type: 'string', level: 'required' },
  'privacy.ledger.index': { type: 'int', level: 'required' },
  'privacy.decision.outcome': { type: 'string', level: 'required' },
  'privacy.decision.reason': { type: 'string', level: 'required' },
  'privacy.decision.observed': { type: 'boolean', level: 'conditional' },
  'privacy.purpose': { type: 'string', level: 'required' },
  'privacy.legal_basis': { type: 'string', level: 'required' },
  'privacy.processing.operation': { type: 'string', level: 'required' },
  'privacy.policy.version': { type: 'string', level: 'required' },
  'privacy.data.categories': { type: 'string[]', level: 'recommended' },
  'privacy.data.special_category': { type: 'boolean', level: 'conditional' },
  'privacy.consent.status': { type: 'string', level: 'conditional' },
  'privacy.consent.record.id': { type: 'string', level: 'conditional' },
  'privacy.consent.age_ms': { type: 'int', level: 'conditional' },
  'privacy.subject.count': { type: 'int', level: 'conditional' },
  'privacy.recipient.id': { type: 'string', level: 'conditional' },
  'privacy.recipient.country': { type: 'string', level: 'conditional' },
  'privacy.transfer.mechanism': { type: 'string', level: 'conditional' },
  'privacy.right': { type: 'string', level: 'conditional' },
  'privacy.request.id': { type: 'string', level: 'conditional' },
  'privacy.request.status': { type: 'string', level: 'conditional' },
  'error.type': { type: 'string', level: 'conditional' },
  'enduser.pseudo.id': { type: 'string', level: 'opt-in' },
  'privacy.subject.pseudo_id': { type: 'string', level: 'opt-in' },
  'user.hash': { type: 'string', level: 'opt-in' },
  'user.roles': { type: 'string[]', level: 'opt-in' },
  'http.route': { type: 'string', level: 'opt-in' },
} as const satisfies Record<string, AttributeRule>;

/** The name of an attribute that may leave. */
type SpanAttribute = keyof typeof SPAN_ATTRIBUTES;

/** Which of the attributes that can identify somebody indirectly, or that only repeat the request's span, are emitted. None by default. */
export interface OptInAttributes {
  /** The pseudonym of the data subject: `enduser.pseudo.id` where the subject acts, else `privacy.subject.pseudo_id`. */
  readonly subjectPseudonym?: boolean;
  /** Pseudonym and role of the staff member who acts: `user.hash`, `user.roles`. */
  readonly actor?: boolean;
  /** The pattern of the route, `http.route`; never the URL. */
  readonly route?: boolean;
}

/** The attributes of one entry, by the list above and by what is opted into. */
export function attributesOf(entry: LedgerEntry, optIn: OptInAttributes = {}): SpanAttributes {
  const { index, record } = entry;
  return allowed({
    'privacy.record.id': record.id,
    'privacy.ledger.index': index,
    'privacy.decision.outcome': record.outcome,
    'privacy.decision.reason': record.reason,
    'privacy.decision.observed': record.observed || undefined,
    'privacy.purpose': record.purpose,
    'privacy.legal_basis': record.legalBasis,
    'privacy.processing.operation': record.operation,
    'privacy.policy.version': record.policyVersion,
    'privacy.data.categories': record.categories,
    'privacy.data.special_category': record.specialCategory || undefined,
    'privacy.consent.status': record.consentStatus,
    'privacy.consent.record.id': record.consentRecordId,
    'privacy.consent.age_ms': record.consentAgeMs,
    'privacy.subject.count': record.subjectCount,
    'privacy.recipient.id': record.recipient,
    'privacy.recipient.country': record.recipientCountry,
    'privacy.transfer.mechanism': record.transferMechanism,
    'privacy.right': record.right,
    'privacy.request.id': record.requestId,
    'privacy.request.status': record.requestStatus,
    'error.type': problemOf(record),
    ...(optIn.subjectPseudonym ? pseudonymOf(record) : {}),
    ...(optIn.actor ? staffOf(record) : {}),
    ...(optIn.route ? { 'http.route': pathOf(record.route) } : {}),
  });
}

/** The problem that a record became at the edge: its own, or the one that its reason for denying leads to. */
export function problemOf({ errorType, outcome, reason }: AuditRecord): string | undefined {
  if (errorType !== undefined || outcome === 'allow') return errorType;
  return isDenyReason(reason) ? DENY_REASONS[reason].problem : undefined;
}

/** The attributes of the root of a unit of work: only what all its records share. */
export function rootAttributesOf(record: AuditRecord, optIn: OptInAttributes = {}): SpanAttributes {
  return allowed({
    'privacy.policy.version': record.policyVersion,
    ...(optIn.route ? { 'http.route': pathOf(record.route) } : {}),
  });
}

/**
 * Throws away whatever is not on the list, of another type than listed, or does not look like a name: something with
 * an `@`, a query string or an encoded byte in it becomes `REDACTED`, though no record should ever hold it.
 */
export function allowed(candidates: Readonly<Record<string, unknown>>): SpanAttributes {
  const attributes: Record<string, AttributeValue> = Object.create(null);
  for (const [name, value] of Object.entries(candidates)) {
    const rule = isListed(name) ? SPAN_ATTRIBUTES[name] : undefined;
    const kept = rule === undefined ? undefined : asListed(rule.type, value);
    if (kept !== undefined) attributes[name] = kept;
  }
  return attributes;
}

interface AttributeRule {
  readonly type: 'string' | 'int' | 'boolean' | 'string[]';
  /** OpenTelemetry's requirement level. */
  readonly level: 'required' | 'recommended' | 'conditional' | 'opt-in';
}

function isDenyReason(reason: string): reason is DenyReason {
  return Object.hasOwn(DENY_REASONS, reason);
}

function isListed(name: string): name is SpanAttribute {
  return Object.hasOwn(SPAN_ATTRIBUTES, name);
}

function asListed(type: AttributeRule['type'], value: unknown): AttributeValue | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? name(value) : undefined;
    case 'int':
      return Number.isSafeInteger(value) ? Number(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'string[]':
      return Array.isArray(value)
        ? value.filter((it) => typeof it === 'string').map(name)
        : undefined;
  }
}

/** OpenTelemetry's own word for what was taken out of a value. */
const REDACTED = 'REDACTED';
const LONGEST_NAME = 256;

function name(value: string): string {
  return value.length <= LONGEST_NAME && !NOT_IN_A_NAME.test(value) ? value : REDACTED;
}

/** Characters of addresses, query strings, encodings, documents and control sequences. */
const NOT_IN_A_NAME = /[@=&%"<>\p{Cc}]/u;

function pseudonymOf(record: AuditRecord): Record<string, unknown> {
  const isOwn = record.actor?.type === 'data-subject';
  return { [isOwn ? 'enduser.pseudo.id' : 'privacy.subject.pseudo_id']: record.subject };
}

function staffOf({ actor }: AuditRecord): Record<string, unknown> {
  if (actor?.type !== 'staff') return {};
  return {
    'user.hash': actor.pseudonym,
    'user.roles': actor.role === undefined ? undefined : [actor.role],
  };
}

/** `GET /orders/:id` → `/orders/:id`: the method is no part of OpenTelemetry's route. */
function pathOf(route: string | undefined): string | undefined {
  return route?.replace(/^[A-Z]+ /, '');
}
