import type { SubjectEvent } from '@lawful/core';

/** Version of the format that is written; others are refused. */
export const FORMAT_VERSION = 1;

/** The first line of an export. */
export interface HeaderLine {
  readonly lawful: 'consents';
  readonly format: number;
  /** RFC 3339 UTC. */
  readonly exportedAt: string;
}

/** One event of one data subject. Those of a subject stand together, oldest first. */
export interface EventLine {
  /** Absent where there is none. */
  readonly tenant?: string;
  readonly subject: string;
  /** Place in the subject's history, from 1. */
  readonly seq: number;
  /** On the first event: key material of the subject's pseudonym in the audit trail, base64url. */
  readonly salt?: string;
  /** On all others: id of the event before, so that a continuation can be told from another history. */
  readonly after?: string;
  readonly event: SubjectEvent;
}

/** The last line of an export: without it, or with another sum, something is missing. */
export interface FooterLine {
  readonly end: true;
  readonly events: number;
  /** Of all lines before, each with one line feed; hex. */
  readonly sha256: string;
}

/** One consent, refusal or withdrawal as another system tells it. */
export interface ConsentLine {
  readonly tenant?: string;
  readonly subject: string;
  readonly purpose: string;
  readonly status: 'given' | 'refused' | 'withdrawn';
  /** RFC 3339 with an offset. */
  readonly at: string;
  readonly noticeVersion?: string;
  readonly language?: string;
  readonly indication?: string;
  readonly textHash?: string;
  readonly explicit?: boolean;
  readonly recipient?: string;
  readonly channel?: 'email' | 'sms' | 'phone' | 'post' | 'push' | 'social';
  readonly expiresAt?: string;
  /** UUID; made from the line where absent. */
  readonly id?: string;
}
