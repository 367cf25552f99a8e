import type { CompiledQuestion } from '../decide/compile-question.ts';
import { decide } from '../decide/decide.ts';
import type { Denial } from '../decide/decision.ts';
import type { Known } from './subject-views.ts';

/** Who of many is permitted, and on which knowledge. */
export interface DecidedEach {
  readonly permitted: ReadonlySet<string>;
  /** The denials of the others, each kind once: a list is evidence once, not per row. */
  readonly denials: readonly Denial[];
  /** Milliseconds by which the oldest reading lay behind; `undefined` where one is missing, or nobody was asked about. */
  readonly ageMs: number | undefined;
}

/** Decides one question about many subjects. */
export function decideEach(
  asked: CompiledQuestion,
  named: readonly string[],
  all: readonly Known[],
  now: number,
): DecidedEach {
  const permitted = new Set<string>();
  const denials = new Set<Denial>();
  for (const [index, subject] of named.entries()) {
    const known = all[index];
    const decision =
      known === undefined ? asked.denial('state_unknown') : decide(asked, known.view, now);
    if (decision.outcome === 'allow') permitted.add(subject);
    else denials.add(decision);
  }
  return { permitted, denials: [...denials], ageMs: oldest(all) };
}

function oldest(all: readonly Known[]): number | undefined {
  let age: number | undefined;
  for (const { ageMs } of all) {
    if (ageMs === undefined) return undefined;
    age = Math.max(age ?? 0, ageMs);
  }
  return age;
}
