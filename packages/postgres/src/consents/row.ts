import { hash } from 'node:crypto';
import { flawOfAct, isPrivacyError, type SubjectEvent } from '@lawful/core';
import { storableEvent } from '../state/storable-event.ts';
import { assertSubject, type SubjectKeys } from '../state/subject-key.ts';
import { uuidText } from '../state/values.ts';
import type { ConsentLine, EventLine } from './format.ts';
import { instantOf } from './instant.ts';
import { LineRejected, type RejectionReason } from './rejection.ts';

/** One event to be appended, and what is known of its place. */
export interface ImportRow {
  readonly line: number;
  readonly text: string;
  /** Empty where there is none. */
  readonly tenant: string;
  readonly subject: string;
  readonly key: string;
  readonly event: SubjectEvent;
  /** The event as JSON. */
  readonly json: string;
  /** Epoch milliseconds of the event. */
  readonly at: number;
  /** Of an exported event; what another system tells has no place. */
  readonly place?: Pick<EventLine, 'seq' | 'after'> & { /** As a UUID. */ readonly salt?: string };
}

/** What a row is made with. */
export interface RowContext {
  readonly keys: SubjectKeys;
  /** Epoch milliseconds: nothing later is taken. */
  readonly now: number;
  readonly purposes?: ReadonlySet<string> | undefined;
}

type Source = { readonly number: number; readonly text: string };

/** A row of what another system tells. Throws {@link LineRejected}. */
export function consentRow(source: Source, line: ConsentLine, context: RowContext): ImportRow {
  const at = past(line.at, '/at', context);
  const key = keyOf(line, context);
  const event = eventOf(line, at, key);
  return rowOf(source, line, key, event, at, context);
}

/** A row of an exported event, which stays exactly as it is. Throws {@link LineRejected}. */
export function eventRow(source: Source, line: EventLine, context: RowContext): ImportRow {
  const at = past(line.event.at, '/event/at', context);
  const key = keyOf(line, context);
  const { seq, after, salt } = line;
  const place = {
    seq,
    ...(after === undefined ? {} : { after }),
    ...(salt === undefined ? {} : { salt: uuidText(Buffer.from(salt, 'base64url')) }),
  };
  return { ...rowOf(source, line, key, line.event, at, context), place };
}

function rowOf(
  { number, text }: Source,
  { tenant = '', subject }: ConsentLine | EventLine,
  key: string,
  event: SubjectEvent,
  at: number,
  { purposes }: RowContext,
): ImportRow {
  if ('purpose' in event && purposes?.has(event.purpose) === false) {
    throw new LineRejected('purpose-unknown', '/purpose');
  }
  if (event.type === 'consent.given' && event.expiresAt !== undefined) {
    if (instantFrom(event.expiresAt, '/expiresAt') <= at) {
      throw new LineRejected('expires-before-given', '/expiresAt');
    }
  }
  const json = coded(() => storableEvent(event));
  return { line: number, text, tenant, subject, key, event, json, at };
}

function keyOf({ tenant, subject }: ConsentLine | EventLine, { keys }: RowContext): string {
  coded(() => assertSubject(subject, tenant));
  return keys(subject, tenant);
}

function eventOf(line: ConsentLine, at: number, key: string): SubjectEvent {
  const { purpose, recipient, channel } = line;
  const common = {
    at: new Date(at).toISOString(),
    actor: 'data-subject' as const,
    purpose,
    ...(recipient === undefined ? {} : { recipient }),
    ...(channel === undefined ? {} : { channel }),
  };
  const event = withoutId(line, common);
  return { id: line.id?.toLowerCase() ?? idFrom(key, event), ...event };
}

/** Each member of a union without its id. */
type WithoutId = SubjectEvent extends infer Each
  ? Each extends SubjectEvent
    ? Omit<Each, 'id'>
    : never
  : never;
type ConsentWithoutId = Extract<WithoutId, { type: `consent.${string}` }>;

function withoutId(
  line: ConsentLine,
  common: Omit<Extract<ConsentWithoutId, { type: 'consent.withdrawn' }>, 'type'>,
): ConsentWithoutId {
  const { status, noticeVersion = '', language = '', indication = '', textHash = '' } = line;
  // The text shown is not known to us; that its hash is empty says so.
  const evidence = { noticeVersion, language, indication, textHash };
  switch (status) {
    case 'withdrawn':
      return { ...common, type: 'consent.withdrawn' };
    case 'refused':
      return { ...common, type: 'consent.refused', evidence };
    case 'given': {
      if (flawOfAct(indication) !== undefined) {
        throw new LineRejected('consent-not-valid', '/indication');
      }
      const { explicit = false, expiresAt } = line;
      const expires =
        expiresAt === undefined
          ? {}
          : { expiresAt: new Date(instantFrom(expiresAt, '/expiresAt')).toISOString() };
      return { ...common, type: 'consent.given', explicit, ...expires, evidence };
    }
  }
}

/**
 * The same line has the same id, wherever it stands in a file. Made from the subject's pseudonym and not from the
 * subject: the id appears in the audit trail, and nobody may find out there who it is by trying names.
 */
function idFrom(key: string, event: ConsentWithoutId): string {
  const bytes = hash('sha256', `${key}${JSON.stringify(event)}`, 'buffer');
  // A UUID of version 8: of our own making.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return uuidText(bytes.subarray(0, 16));
}

function past(text: string, pointer: string, { now }: RowContext): number {
  const at = instantFrom(text, pointer);
  if (at > now) throw new LineRejected('at-in-future', pointer);
  return at;
}

function instantFrom(text: string, pointer: string): number {
  const instant = instantOf(text);
  if (instant === undefined) throw new LineRejected('instant-malformed', pointer);
  return instant;
}

/** Turns a coded error of the store's own checks into the reason of the same name. */
function coded<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (isPrivacyError(error) && isReason(error.code)) throw new LineRejected(error.code);
    throw error;
  }
}

const CODES = ['subject-id-invalid', 'event-not-storable', 'evidence-too-large'] as const;

function isReason(code: string): code is RejectionReason & (typeof CODES)[number] {
  return CODES.some((each) => each === code);
}
