import { type Estimate, estimate, pairedRatios } from './statistics.ts';

/** A promise about cost: `variant` costs at most `bound` times what `of` costs. */
export interface Bound {
  readonly variant: string;
  readonly bound: number;
  readonly of: string;
  /** Whether what each adds to the base is meant, not the whole. Default the whole. */
  readonly added?: boolean;
}

export const Verdict = {
  Holds: 'holds',
  Broken: 'DOES NOT HOLD',
  Undecided: 'undecided (interval straddles)',
  NotRun: 'NOT RUN',
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** A bound with what one run says of it. */
export interface JudgedBound extends Bound {
  readonly verdict: Verdict;
  readonly ratio: Estimate | null;
}

/** Per contestant, its ratio to the base in every round. */
export type RatiosByName = ReadonlyMap<string, readonly number[]>;

/**
 * A bound is believed only where the whole interval is on one side of it. Two contestants are
 * compared round by round, as each of them is with the base.
 */
export function judge(bounds: readonly Bound[], ratios: RatiosByName): readonly JudgedBound[] {
  return bounds.map((bound) => {
    const variant = ratios.get(bound.variant);
    const of = ratios.get(bound.of);
    if (!variant || !of) return { ...bound, verdict: Verdict.NotRun, ratio: null };
    const ratio = estimate(
      bound.added
        ? pairedRatios(variant.map(minusBase), of.map(minusBase))
        : pairedRatios(variant, of),
    );
    return { ...bound, verdict: verdictOn(ratio, bound.bound), ratio };
  });
}

function verdictOn(ratio: Estimate, bound: number): Verdict {
  if (ratio.high <= bound) return Verdict.Holds;
  if (ratio.low > bound) return Verdict.Broken;
  return Verdict.Undecided;
}

/** Of a ratio to the base, what is beside the base. */
function minusBase(ratio: number): number {
  return ratio - 1;
}
