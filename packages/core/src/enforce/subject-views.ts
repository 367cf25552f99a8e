import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SubjectState, UnknownState } from '../decide/state.ts';
import { NEVER_HEARD_OF, type SubjectView, viewOf } from '../decide/view.ts';
import type { Awaitable, SubjectStore } from '../ports.ts';
import { isPromise, within } from './deadline.ts';

/**
 * Reads states and turns them into views. A store that throws, does not answer in time or answers something else than
 * states leaves them unknown.
 */
export interface SubjectViews {
  of(catalogue: Catalogue, subject: string, now: number): Awaitable<SubjectView>;
  /** Somebody who does not exist yet: has consented to nothing, objected to nothing. */
  newcomer(catalogue: Catalogue, now: number): SubjectView;
  /** The views of many subjects, in the order asked. */
  ofMany(
    catalogue: Catalogue,
    subjects: readonly string[],
    now: number,
  ): Awaitable<readonly SubjectView[]>;
}

/** @param deadline milliseconds after which a read counts as failed */
export function createSubjectViews(store: SubjectStore, deadline: number): SubjectViews {
  const restricted = rememberRestricted();
  // Views are kept by the identity of the state: a changed state is another object.
  const views = new WeakMap<SubjectState, SubjectView>();

  const viewed = (catalogue: Catalogue, state: SubjectState, now: number): SubjectView => {
    const cached = views.get(state);
    if (cached !== undefined && cached.catalogue === catalogue && now < cached.until) return cached;
    assertState(state);
    const view = viewOf(catalogue, state, now);
    views.set(state, view);
    return view;
  };
  const known = (
    catalogue: Catalogue,
    subject: string,
    state: SubjectState | undefined,
    now: number,
  ): SubjectView => {
    const real = state ?? NEVER_HEARD_OF;
    const view = viewed(catalogue, real, now);
    restricted.note(subject, real.restrictions.length > 0);
    return view;
  };
  const unknown = (catalogue: Catalogue, subject: string, now: number): SubjectView => {
    const state: UnknownState = { unknown: true, lastKnownRestricted: restricted.has(subject) };
    return viewOf(catalogue, state, now);
  };

  return {
    newcomer: (catalogue, now) => viewed(catalogue, NEVER_HEARD_OF, now),
    of: (catalogue, subject, now) => {
      try {
        const answer = store.read(subject);
        if (!isPromise(answer)) return known(catalogue, subject, answer, now);
        return within(answer, deadline)
          .then((state) => known(catalogue, subject, state, now))
          .catch(() => unknown(catalogue, subject, now));
      } catch {
        return unknown(catalogue, subject, now);
      }
    },
    ofMany: (catalogue, subjects, now) => {
      const all = (states: readonly (SubjectState | undefined)[]): readonly SubjectView[] => {
        if (states.length !== subjects.length) throw new TypeError('not one state per subject');
        return subjects.map((subject, index) => known(catalogue, subject, states[index], now));
      };
      const none = (): readonly SubjectView[] =>
        subjects.map((subject) => unknown(catalogue, subject, now));
      if (subjects.length === 0) return [];
      try {
        const answer = store.readMany(subjects);
        return isPromise(answer) ? within(answer, deadline).then(all).catch(none) : all(answer);
      } catch {
        return none();
      }
    },
  };
}

/** A state is believed only if it has everything that a state has: half of one could hide a withdrawal. */
function assertState(state: SubjectState): void {
  const { consents, objections, restrictions, notices, relationships } = state;
  const lists: readonly unknown[] = [consents, objections, restrictions, notices, relationships];
  if (typeof state.salt !== 'string' || !lists.every((list) => Array.isArray(list))) {
    throw new TypeError('not a state');
  }
}

/** Subjects remembered as restricted at once; beyond it the one remembered longest ago is forgotten. */
const REMEMBERED = 100_000;

/** Remembers who was last known to be restricted, so that an unreadable state does not let contract-based processing slip past. */
function rememberRestricted() {
  const restricted = new Set<string>();
  return {
    has: (subject: string): boolean => restricted.has(subject),
    note: (subject: string, isRestricted: boolean): void => {
      if (!isRestricted) {
        if (restricted.size > 0) restricted.delete(subject);
        return;
      }
      restricted.add(subject);
      if (restricted.size <= REMEMBERED) return;
      const [oldest] = restricted;
      if (oldest !== undefined) restricted.delete(oldest);
    },
  };
}
