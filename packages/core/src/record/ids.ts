import { uuidv7 } from './uuid-v7.ts';

/** A new id of an audit record: UUIDv7. @param now epoch milliseconds. */
export function recordId(now: number = Date.now()): string {
  return uuidv7(now);
}

/**
 * A new id of a unit of work (a request, a job): UUIDv7. Its time is when the work began, and without its dashes
 * it is the trace id of the unit's audit trace. @param now epoch milliseconds.
 */
export function unitId(now: number = Date.now()): string {
  return uuidv7(now);
}
