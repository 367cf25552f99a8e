import { createHash } from 'node:crypto';
import { ERRORS } from '../error-codes.ts';
import type { LedgerEntry } from '../ports.ts';
import {
  attributesOf,
  type OptInAttributes,
  problemOf,
  rootAttributesOf,
  type SpanAttributes,
} from './attributes.ts';
import type { AuditRecord, RecordKind } from './audit-record.ts';
import { instantOf } from './uuid-v7.ts';

/** The context of a span in W3C terms: 32 and 16 hexadecimal digits. */
export interface SpanIdentity {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span as plain data, before any library. The same entry always makes the same span, ids included. */
export interface AuditSpan extends SpanIdentity {
  readonly name: string;
  readonly parentSpanId?: string;
  readonly attributes: SpanAttributes;
  /** Epoch milliseconds. */
  readonly startTime: number;
  readonly endTime: number;
  /** A refusal is no error: the system did what it should. An incident, or a problem on our side, is one. */
  readonly status: 'unset' | 'error';
  /** The request's own span. */
  readonly link?: SpanIdentity;
}

/** What each kind of record is called as a span. */
export const SPAN_NAMES = {
  decision: 'privacy.decision',
  served: 'privacy.access',
  'consent-changed': 'privacy.consent.change',
  'objection-changed': 'privacy.objection.change',
  'restriction-changed': 'privacy.restriction.change',
  'notice-changed': 'privacy.notice.change',
  'relationship-changed': 'privacy.relationship.change',
  'export-opened': 'privacy.export.open',
  'export-closed': 'privacy.export',
  incident: 'privacy.incident',
} as const satisfies Record<RecordKind, string>;

/** What the root of each unit of work is called. */
export const ROOT_SPAN_NAME = 'privacy.request';

/**
 * The span of one ledger entry, a child of its unit's root. Most are points in time; an export lasts from the
 * beginning of its unit to its closing record.
 */
export function spanOf(entry: LedgerEntry, optIn: OptInAttributes = {}): AuditSpan {
  const { record } = entry;
  const traceId = traceIdOf(record.unit);
  const endTime = instantAt(record);
  return {
    name: SPAN_NAMES[record.kind],
    traceId,
    spanId: digits(record.id).slice(16),
    parentSpanId: rootSpanIdOf(traceId),
    attributes: attributesOf(entry, optIn),
    startTime: record.kind === 'export-closed' ? beginningOf(record) : endTime,
    endTime,
    status: statusOf(record),
    ...linkOf(record),
  };
}

/**
 * The root of a unit's trace, made from the unit's entries known so far, of which there is at least one. It begins
 * when the unit began, by the unit's own id, and ends with the last of these entries.
 */
export function rootSpanOf(
  first: LedgerEntry,
  last: LedgerEntry = first,
  optIn: OptInAttributes = {},
): AuditSpan {
  const { record } = first;
  const traceId = traceIdOf(record.unit);
  return {
    name: ROOT_SPAN_NAME,
    traceId,
    spanId: rootSpanIdOf(traceId),
    attributes: rootAttributesOf(record, optIn),
    startTime: beginningOf(record),
    endTime: Math.max(instantAt(last.record), instantAt(record)),
    status: 'unset',
    ...linkOf(record),
  };
}

/** The trace of a unit of work: its UUID without dashes, so that whoever has the one has the other. */
export function traceIdOf(unit: string): string {
  return digits(unit);
}

/** The random half of the trace id, backwards: children have that of their record's id, and never meet it. */
function rootSpanIdOf(traceId: string): string {
  return [...traceId.slice(16)].reverse().join('');
}

/** 32 hexadecimal digits: those of a UUID, or a hash of any other id. */
function digits(id: string): string {
  const bare = id.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare)
    ? bare
    : createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** The record's own time; where that cannot be read, its id's. */
function instantAt(record: AuditRecord): number {
  const at = Date.parse(record.at);
  return Number.isNaN(at) ? (instantOf(record.id) ?? 0) : at;
}

/** When the unit began, by its id; where that says nothing, or a clock went wrong, the record's own time. */
function beginningOf(record: AuditRecord): number {
  const at = instantAt(record);
  const began = instantOf(record.unit) ?? at;
  return began <= at && at - began <= LONGEST_UNIT ? began : at;
}

/** A day: a unit that seems to have lasted longer has an id from elsewhere. */
const LONGEST_UNIT = 86_400_000;

function statusOf(record: AuditRecord): AuditSpan['status'] {
  if (record.kind === 'incident') return 'error';
  const problem = problemOf(record);
  return problem !== undefined && OUR_ERRORS.has(problem) ? 'error' : 'unset';
}

/** Problems on our side, by their status. */
const OUR_ERRORS: ReadonlySet<string> = new Set(
  Object.entries(ERRORS)
    .filter(([, entry]) => entry.status >= 500)
    .map(([code]) => code),
);

function linkOf({ trace }: AuditRecord): { readonly link?: SpanIdentity } {
  if (trace === undefined) return {};
  const { traceId, spanId } = trace;
  const valid = /^(?!0+$)[0-9a-f]{32}$/.test(traceId) && /^(?!0+$)[0-9a-f]{16}$/.test(spanId);
  return valid ? { link: { traceId, spanId } } : {};
}
