/** What can be wrong with a current state, of which the events know better. */
const STATE_FINDINGS = {
  /** There are events and no state. */
  'state-missing': 'state',
  /** The bytes of the state are not those that were written. */
  'state-corrupted': 'state',
  /** The state says something else than its events. */
  'state-different': 'state',
  /** The state claims another place in the history than that of the newest event. */
  'seq-different': 'state',
  /** The state has another consent epoch than its events lead to. */
  'epoch-different': 'state',
  /** The state has another salt than the first event. */
  'salt-different': 'state',
} as const;

/** What can be wrong with the events themselves: nothing here may be made up, a person must look. */
const HISTORY_FINDINGS = {
  /** There is a state and no event. */
  'events-missing': 'history',
  /** The state is ahead of the newest event and differs: the last events, perhaps a withdrawal, are gone. */
  'events-lost': 'history',
  /** The places of the events do not run from 1 without a gap. */
  'seq-not-dense': 'history',
  /** Two events have one id. */
  'event-repeated': 'history',
  /** The columns of an event say something else than the event. */
  'event-different': 'history',
  /** An event is kept under the pseudonym of somebody else. */
  'key-different': 'history',
  /** The first event has no salt. */
  'salt-missing': 'history',
} as const;

/** One kind of disagreement. */
export type FindingKind = keyof typeof STATE_FINDINGS | keyof typeof HISTORY_FINDINGS;

/** One data subject whose events and state do not agree. Never says who it is. */
export interface Disagreement {
  /** Empty where there is none. */
  readonly tenant: string;
  /** Keyed pseudonym of tenant and subject. */
  readonly key: string;
  readonly findings: readonly FindingKind[];
  /** Only the state is wrong, and the events can mend it. */
  readonly mendable: boolean;
}

/** How many were looked at, and how many do not agree. */
export interface VerifyCounts {
  readonly subjects: number;
  readonly events: number;
  readonly disagreements: number;
}

/** Whether the events are sound, so that a state made from them is the truth. */
export function isMendable(findings: Iterable<FindingKind>): boolean {
  for (const finding of findings) if (finding in HISTORY_FINDINGS) return false;
  return true;
}
