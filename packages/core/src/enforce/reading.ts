import type { ReadNeeds, SubjectReading } from '../ports.ts';

/**
 * Throws a TypeError for what is no reading. One is believed only if it says how old it is: a bare state, or half an
 * answer, does not.
 */
export function assertReading(reading: SubjectReading): void {
  if (!('state' in reading) || typeof reading.ageMs !== 'number' || !(reading.ageMs >= 0))
    throw new TypeError('not a reading of the state of a data subject');
}

/** Whatever a store says of itself: what is older than a purpose may rely on, or than the session has seen, is not known. */
export function isFresh(
  { state, ageMs }: SubjectReading,
  { maxStaleness = Number.POSITIVE_INFINITY, seen = 0 }: ReadNeeds,
): boolean {
  if (ageMs > maxStaleness) return false;
  return ageMs === 0 || seen === 0 || (state?.version ?? 0) >= seen;
}
