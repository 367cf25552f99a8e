import type { SubjectEvent } from '../decide/event.ts';
import type { SubjectState } from '../decide/state.ts';
import { currentUnit } from '../enforce/current.ts';
import { isThenable, within } from '../enforce/deadline.ts';
import { assertReading, isFresh } from '../enforce/reading.ts';
import { noteEpoch } from '../enforce/unit.ts';
import { isPrivacyError, PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';
import type { RightsContext } from './context.ts';

type StoreContext = Pick<RightsContext, 'store' | 'deadline'>;

/** The state of a subject, read anew; `undefined` where nothing is stored. Throws `state-unknown`. */
export async function readState(
  { store, deadline }: StoreContext,
  subject: string,
): Promise<SubjectState | undefined> {
  const needs = { tenant: currentUnit()?.tenant, maxStaleness: 0 };
  const reading = await answered(() => store.read(subject, needs), deadline, assertReading);
  if (!isFresh(reading, needs)) throw new PrivacyError('state-unknown');
  return reading.state;
}

/** Every event of a subject, oldest first. Throws `state-unknown`. */
export function readHistory(
  { store, deadline }: StoreContext,
  subject: string,
): Promise<readonly SubjectEvent[]> {
  return answered(() => store.history(subject, currentUnit()?.tenant), deadline);
}

/**
 * Appends an event and returns the state after it; the unit of work of that subject has seen it from then on. Throws
 * `state-unknown`: the event may or may not be stored then.
 */
export async function appendEvent(
  { store, deadline }: StoreContext,
  subject: string,
  event: SubjectEvent,
): Promise<SubjectState> {
  const unit = currentUnit();
  const state = await answered(() => store.append(subject, event, unit?.tenant), deadline);
  if (unit !== undefined && unit.subject === subject) noteEpoch(unit, state.version);
  return state;
}

async function answered<T>(
  ask: () => Awaitable<T>,
  deadline: number,
  check?: (answer: T) => void,
): Promise<T> {
  try {
    const asked = ask();
    const answer = isThenable(asked) ? await within(asked, deadline) : asked;
    check?.(answer);
    return answer;
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    // What a store says of its failure may hold rows; it is the store's own to log.
    throw new PrivacyError('state-unknown');
  }
}
