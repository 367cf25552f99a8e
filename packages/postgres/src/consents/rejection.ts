/** Why a line was not taken. Closed set; never a value. */
export const REJECTION_REASONS = {
  'line-too-long': 'The line has more than 1 MiB.',
  'utf-8-invalid': 'The line is not UTF-8.',
  'json-malformed': 'The line is not JSON.',
  'line-invalid': 'The line does not have a shape of the published schema.',
  'format-unknown': 'The export was written by a newer version.',
  'after-end': 'The line comes after the end of the export.',
  'instant-malformed': 'A time is no RFC 3339 date-time with its offset.',
  'at-in-future': 'The time lies in the future.',
  'consent-not-valid': 'The act is no clear affirmative one: preticked, implied or bundled.',
  'expires-before-given': 'The consent ends before it begins.',
  'purpose-unknown': 'The policy has no such purpose.',
  'subject-id-invalid': 'The id of the data subject or tenant cannot be stored.',
  'event-not-storable': 'The line holds text that cannot be stored.',
  'evidence-too-large': 'The event has more than 64 KiB.',
  'older-than-stored': 'Something newer is known about the same thing, and it stands.',
  'id-taken': 'An event of this id is stored and says something else.',
  'salt-different': 'The subject is known here under another salt, which stays.',
} as const;

/** One reason of {@link REJECTION_REASONS}. */
export type RejectionReason = keyof typeof REJECTION_REASONS;

/** One line that was not taken. */
export interface RejectedLine {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly reason: RejectionReason;
  /** JSON Pointer to the member concerned, where it is one that the schema names. */
  readonly pointer?: string;
  /** The line itself, where it could be read. Personal data: for a file of rejects, never for a log. */
  readonly text?: string;
}

/** Turns a line away. Caught where lines are read; never leaves the import. */
export class LineRejected extends Error {
  override readonly name = 'LineRejected';
  readonly reason: RejectionReason;
  readonly pointer: string | undefined;

  constructor(reason: RejectionReason, pointer?: string) {
    super(reason);
    this.reason = reason;
    this.pointer = pointer;
  }
}
