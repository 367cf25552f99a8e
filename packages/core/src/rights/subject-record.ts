import type { SubjectEvent } from '../decide/event.ts';
import type { SubjectState } from '../decide/state.ts';
import { isPromise, within } from '../enforce/deadline.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';
import type { RightsContext } from './context.ts';

type StoreContext = Pick<RightsContext, 'store' | 'deadline'>;

/** The state of a subject; `undefined` where nothing is stored. Throws `state-unknown`. */
export function readState(
  { store, deadline }: StoreContext,
  subject: string,
): Promise<SubjectState | undefined> {
  return answered(() => store.read(subject), deadline);
}

/** Every event of a subject, oldest first. Throws `state-unknown`. */
export function readHistory(
  { store, deadline }: StoreContext,
  subject: string,
): Promise<readonly SubjectEvent[]> {
  return answered(() => store.history(subject), deadline);
}

/** Appends an event and returns the state after it. Throws `state-unknown`: the event may or may not be stored then. */
export function appendEvent(
  { store, deadline }: StoreContext,
  subject: string,
  event: SubjectEvent,
): Promise<SubjectState> {
  return answered(() => store.append(subject, event), deadline);
}

async function answered<T>(ask: () => Awaitable<T>, deadline: number): Promise<T> {
  try {
    const answer = ask();
    return isPromise(answer) ? await within(answer, deadline) : answer;
  } catch {
    // What a store says of its failure may hold rows; it is the store's own to log.
    throw new PrivacyError('state-unknown');
  }
}
