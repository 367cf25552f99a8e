import type { SubjectReading, SubjectState } from '@lawful/core';

/** A state that was read, ready to be handed out: a request makes no object. */
export interface Entry {
  /** Under which it is asked for: the application's id, with the tenant where there is one. */
  readonly name: string;
  /** The subject's pseudonym, by which changes are heard of. */
  readonly key: string;
  /** How many events the subject has; 0 where nothing is stored. */
  readonly seq: number;
  /** When the question was sent that it answers; milliseconds of a clock that never goes back. */
  readonly readAt: number;
  readonly reading: Reading;
}

/** What is handed out at once, and looked at before anybody else asks: its age is set each time. */
interface Reading extends SubjectReading {
  readonly state: SubjectState | undefined;
  ageMs: number;
}

/** Under which a subject is asked for. No id holds a NUL, so no two subjects share a name. */
export function nameOf(subject: string, tenant: string | undefined): string {
  return tenant === undefined ? subject : `${tenant}\0${subject}`;
}

/** The consent epoch of what is known; 0 for a subject never heard of. */
export function epochOf({ reading }: Entry): number {
  return reading.state?.version ?? 0;
}
