import type { Act } from './acts.ts';
import type { Operation } from './operation.ts';
import type { Violations } from './verdict.ts';

/** What was seen of asks. */
export interface PermitFigures {
  readonly asks: number;
  /** Permits that rest on consent: the ones that are judged. */
  readonly permits: number;
  /** Asks for purposes on another legal basis, which need no consent, and how many of them were refused all the same. */
  readonly otherAsks: number;
  readonly otherDenials: number;
  /** Refused because nobody could say in time where consent stands. */
  readonly unknown: number;
  /** Of the judged permits, those that began after the end of their consent was known. */
  readonly stale: number;
  /** By how much, at most, by the bound that applied: milliseconds by milliseconds. */
  readonly largest: ReadonlyMap<number, number>;
  /**
   * For each withdrawal or refusal that was acknowledged and asked about afterwards: milliseconds from its acknowledgement
   * to the start of the last permit that still rested on the consent; 0 where there was none. Ascending.
   */
  readonly effects: readonly number[];
}

/** Judges asks, one after the other. */
export interface PermitChecker {
  judge(ask: Operation): void;
  figures(): PermitFigures;
}

/** @param histories each subject's changes in the database's own order */
export function permitChecker(
  histories: ReadonlyMap<string, readonly Act[]>,
  violations: Violations,
): PermitChecker {
  const standings = standingsOf(histories);
  const largest = new Map<number, number>();
  let [asks, permits, otherAsks, otherDenials, unknown, stale] = [0, 0, 0, 0, 0, 0];
  return {
    judge(ask) {
      asks += 1;
      const standing = standings.get(keyOf(ask.subject, ask.purpose));
      if (standing !== undefined) noteAsked(standing, ask.startedAt);
      if (ask.reason === 'state_unknown') unknown += 1;
      if (ask.boundMs === undefined) {
        otherAsks += 1;
        if (ask.outcome !== 'allow') otherDenials += 1;
        return;
      }
      if (ask.outcome !== 'allow') return;
      permits += 1;
      const late = latenessOf(standing, ask, violations);
      if (late <= 0) return;
      stale += 1;
      largest.set(ask.boundMs, Math.max(late, largest.get(ask.boundMs) ?? 0));
    },
    figures: () => ({
      asks,
      permits,
      otherAsks,
      otherDenials,
      unknown,
      stale,
      largest,
      effects: [...standings.values()]
        .flatMap(({ effects }) => [...effects.values()])
        .sort((one, other) => one - other),
    }),
  };
}

/** One subject's consent to one purpose: its changes in the database's order, and when each can and must have been stored. */
interface Standing {
  readonly changes: Act[];
  /** Stored no earlier than this: when it, or any event of the subject before it, was first sent. Ascending. */
  readonly earliest: number[];
  /** Stored no later than this: when it, or any event of the subject after it, was acknowledged. Ascending. */
  readonly latest: number[];
  /** Index of the last consent given up to here; -1: none. */
  readonly given: number[];
  /** By index of a change that ended a consent and was asked about since: see {@link PermitFigures.effects}. */
  readonly effects: Map<number, number>;
}

/**
 * By how many milliseconds a permit began after the end of the consent it rests on was known. It may rest on the last
 * consent that can have been stored before the permit ended; if that one had been ended, and this was known for longer
 * than the bound when the permit began, then no earlier one explains it either.
 */
function latenessOf(
  standing: Standing | undefined,
  ask: Operation,
  violations: Violations,
): number {
  const { startedAt, endedAt = startedAt, boundMs = 0 } = ask;
  const possible = standing === undefined ? -1 : lastAtMost(standing.earliest, endedAt);
  const given = standing?.given[possible] ?? -1;
  if (standing === undefined || given < 0) {
    violations.found('permit-explained', `${describe(ask)}: no consent was given before`);
    return 0;
  }
  const late = startedAt - (standing.latest[given + 1] ?? Number.POSITIVE_INFINITY);
  if (late <= 0) return 0;
  standing.effects.set(given + 1, Math.max(late, standing.effects.get(given + 1) ?? 0));
  if (late > boundMs) {
    const told = `ended ${late.toFixed(3)} ms before, the bound is ${boundMs} ms`;
    violations.found('permit-explained', `${describe(ask)}: ${told}`);
  }
  const own = standing.changes.find(
    (it, index) => index > given && it.process === ask.process && it.acknowledged < startedAt,
  );
  if (own !== undefined)
    violations.found('own-act-seen', `${describe(ask)}: ${own.kind} ${own.id}`);
  return late;
}

/** Notes that somebody asked after the last change was known: only then can one say when it took effect. */
function noteAsked({ changes, latest, effects }: Standing, at: number): void {
  const last = lastAtMost(latest, at);
  const ends = changes[last]?.kind !== 'give' && changes[last - 1]?.kind === 'give';
  if (ends && !effects.has(last)) effects.set(last, 0);
}

function standingsOf(
  histories: ReadonlyMap<string, readonly Act[]>,
): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const history of histories.values()) {
    const latest = latestOf(history);
    let earliest = Number.NEGATIVE_INFINITY;
    for (const [index, act] of history.entries()) {
      const key = keyOf(act.subject, act.purpose);
      const standing: Standing = standings.get(key) ?? {
        changes: [],
        earliest: [],
        latest: [],
        given: [],
        effects: new Map(),
      };
      standings.set(key, standing);
      earliest = Math.max(earliest, act.begun);
      standing.given.push(
        act.kind === 'give' ? standing.changes.length : (standing.given.at(-1) ?? -1),
      );
      standing.changes.push(act);
      standing.earliest.push(earliest);
      standing.latest.push(latest[index] ?? Number.POSITIVE_INFINITY);
    }
  }
  return standings;
}

/** For each event, the earliest acknowledgement of it or of a later one: by then the database had it. */
function latestOf(history: readonly Act[]): readonly number[] {
  let latest = Number.POSITIVE_INFINITY;
  return history
    .toReversed()
    .map(({ acknowledged }) => {
      latest = Math.min(latest, acknowledged);
      return latest;
    })
    .reverse();
}

/** Index of the last of ascending numbers that is at most `limit`; -1: none. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const keyOf = (subject: string, purpose: string): string =>
  `${subject.length}:${subject}${purpose}`;

function describe({ process, subject, purpose, startedAt, ageMs }: Operation): string {
  const age = ageMs === undefined ? '' : `, said to be ${ageMs.toFixed(3)} ms old`;
  return `permit ${purpose} of ${subject} by process ${process} at ${startedAt.toFixed(3)}${age}`;
}
