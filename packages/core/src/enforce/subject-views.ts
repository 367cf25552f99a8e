import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SubjectState, UnknownState } from '../decide/state.ts';
import { NEVER_HEARD_OF, type SubjectView, viewOf } from '../decide/view.ts';
import type { Awaitable, SubjectStore } from '../ports.ts';
import { isPromise, within } from './deadline.ts';

/** Reads states and turns them into views. A store that throws, or does not answer in time, leaves the state unknown. */
export interface SubjectViews {
  of(catalogue: Catalogue, subject: string, now: number): Awaitable<SubjectView>;
  ofMany(catalogue: Catalogue, subjects: readonly string[], now: number): Awaitable<readonly SubjectView[]>;
}

/** Subjects remembered as restricted, so that an unreadable state does not let contract-based processing slip past. */
const RESTRICTED_MEMORY = 10_000;

/** @param deadline milliseconds after which a read counts as failed */
export function createSubjectViews(store: SubjectStore, deadline: number): SubjectViews {
  const restricted = new Set<string>();
  // Views are kept by the identity of the state: a changed state is another object.
  const views = new WeakMap<SubjectState, SubjectView>();

  const known = (catalogue: Catalogue, subject: string, state: SubjectState | undefined, now: number): SubjectView => {
    const real = state ?? NEVER_HEARD_OF;
    remember(subject, real);
    const cached = views.get(real);
    if (cached !== undefined && cached.catalogue === catalogue && now < cached.until) return cached;
    const view = viewOf(catalogue, real, now);
    views.set(real, view);
    return view;
  };
  const unknown = (catalogue: Catalogue, subject: string, now: number): SubjectView => {
    const state: UnknownState = { unknown: true, lastKnownRestricted: restricted.has(subject) };
    return viewOf(catalogue, state, now);
  };
  const remember = (subject: string, state: SubjectState): void => {
    if (state.restrictions.length === 0) {
      if (restricted.size > 0) restricted.delete(subject);
      return;
    }
    if (restricted.size >= RESTRICTED_MEMORY) restricted.clear();
    restricted.add(subject);
  };

  return {
    of: (catalogue, subject, now) => {
      try {
        const answer = store.read(subject);
        if (!isPromise(answer)) return known(catalogue, subject, answer, now);
        return within(answer, deadline).then(
          (state) => known(catalogue, subject, state, now),
          () => unknown(catalogue, subject, now),
        );
      } catch {
        return unknown(catalogue, subject, now);
      }
    },
    ofMany: (catalogue, subjects, now) => {
      const all = (states: readonly (SubjectState | undefined)[]): readonly SubjectView[] =>
        subjects.map((subject, index) => known(catalogue, subject, states[index], now));
      const none = (): readonly SubjectView[] => subjects.map((subject) => unknown(catalogue, subject, now));
      try {
        const answer = store.readMany(subjects);
        return isPromise(answer) ? within(answer, deadline).then(all, none) : all(answer);
      } catch {
        return none();
      }
    },
  };
}
