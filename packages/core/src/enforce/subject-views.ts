import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SubjectState } from '../decide/state.ts';
import { NEVER_HEARD_OF, type SubjectView, viewOf } from '../decide/view.ts';
import type { Awaitable, ReadNeeds, SubjectReading, SubjectStore } from '../ports.ts';
import { isThenable, within } from './deadline.ts';
import { assertReading, isFresh } from './reading.ts';

/** What the gate knows of a subject, and by how many milliseconds it may lie behind; unknown where it cannot be had. */
export interface Known {
  readonly view: SubjectView;
  /** `undefined` where the state is unknown. */
  readonly ageMs: number | undefined;
}

/**
 * Reads states and turns them into views. A store that throws, does not answer in time, answers something else than
 * states, or answers what is older than asked for leaves them unknown.
 */
export interface SubjectViews {
  of(catalogue: Catalogue, subject: string, needs: ReadNeeds, now: number): Awaitable<Known>;
  /** Somebody who does not exist yet: has consented to nothing, objected to nothing. */
  newcomer(catalogue: Catalogue, now: number): SubjectView;
  /** What is known of many subjects, in the order asked. */
  ofMany(
    catalogue: Catalogue,
    subjects: readonly string[],
    needs: ReadNeeds,
    now: number,
  ): Awaitable<readonly Known[]>;
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
  const unknown = (
    catalogue: Catalogue,
    subject: string,
    { tenant }: ReadNeeds,
    now: number,
  ): SubjectView =>
    viewOf(catalogue, { unknown: true, lastKnownRestricted: restricted.has(subject, tenant) }, now);
  const tell = (
    catalogue: Catalogue,
    subject: string,
    reading: SubjectReading,
    needs: ReadNeeds,
    now: number,
  ): Known => {
    assertReading(reading);
    const { state = NEVER_HEARD_OF, ageMs } = reading;
    const view = viewed(catalogue, state, now);
    const fresh = isFresh(reading, needs);
    const isRestricted = state.restrictions.length > 0;
    // What is too old to permit anything still says whose data must not be touched; it frees nobody.
    if (fresh || isRestricted) restricted.note(subject, needs.tenant, isRestricted);
    return fresh ? { view, ageMs } : untold(catalogue, subject, needs, now);
  };
  const untold = (catalogue: Catalogue, subject: string, needs: ReadNeeds, now: number): Known => ({
    view: unknown(catalogue, subject, needs, now),
    ageMs: undefined,
  });

  return {
    newcomer: (catalogue, now) => viewed(catalogue, NEVER_HEARD_OF, now),
    of: (catalogue, subject, needs, now) => {
      try {
        const answer = store.read(subject, needs);
        if (!isThenable(answer)) return tell(catalogue, subject, answer, needs, now);
        return within(answer, deadline)
          .then((reading) => tell(catalogue, subject, reading, needs, now))
          .catch(() => untold(catalogue, subject, needs, now));
      } catch {
        return untold(catalogue, subject, needs, now);
      }
    },
    ofMany: (catalogue, subjects, needs, now) => {
      const all = (readings: readonly SubjectReading[]): readonly Known[] => {
        if (readings.length !== subjects.length) throw new TypeError('not one state per subject');
        return readings.map((reading, index) =>
          tell(catalogue, subjects[index] ?? '', reading, needs, now),
        );
      };
      const none = (): readonly Known[] =>
        subjects.map((subject) => untold(catalogue, subject, needs, now));
      if (subjects.length === 0) return [];
      try {
        const answer = store.readMany(subjects, needs);
        return isThenable(answer) ? within(answer, deadline).then(all).catch(none) : all(answer);
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
  const keyOf = (subject: string, tenant: string | undefined): string =>
    tenant === undefined ? `:${subject}` : `${tenant.length}:${tenant}${subject}`;
  return {
    has: (subject: string, tenant: string | undefined): boolean =>
      restricted.size > 0 && restricted.has(keyOf(subject, tenant)),
    note: (subject: string, tenant: string | undefined, isRestricted: boolean): void => {
      if (!isRestricted) {
        if (restricted.size > 0) restricted.delete(keyOf(subject, tenant));
        return;
      }
      restricted.add(keyOf(subject, tenant));
      if (restricted.size <= REMEMBERED) return;
      const [oldest] = restricted;
      if (oldest !== undefined) restricted.delete(oldest);
    },
  };
}
