import { Verdict } from './bounds.ts';
import type { NotRun } from './table.ts';
import type { Role } from './variant.ts';

/** One row of plain figures, a value for each column; `null` where there is none. */
export interface Figures {
  readonly name: string;
  readonly role: Role;
  readonly note?: string;
  readonly values: readonly (number | null)[];
}

/** A promise about a figure in its own unit: at most `limit`. */
export interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  /** What was measured; the whole interval counts where there is one. Absent: it did not run. */
  readonly measured?: { readonly value: number; readonly low: number; readonly high: number };
}

/** A limit with what one run says of it. */
export interface JudgedLimit extends Limit {
  readonly verdict: Verdict;
}

/** Figures in units of their own, where a ratio would say nothing: bytes, milliseconds, operations in a second. */
export interface FigureTable {
  readonly title: string;
  /** How it was measured. */
  readonly mode: string;
  readonly columns: readonly string[];
  readonly figures: readonly Figures[];
  readonly limits: readonly JudgedLimit[];
  readonly notRun: readonly NotRun[];
}

/** A limit is believed only where the whole interval is on one side of it, as a bound is. */
export function judgeLimit(limit: Limit): JudgedLimit {
  return { ...limit, verdict: verdictOn(limit) };
}

function verdictOn({ limit, measured }: Limit): Verdict {
  if (measured === undefined) return Verdict.NotRun;
  if (measured.high <= limit) return Verdict.Holds;
  return measured.low > limit ? Verdict.Broken : Verdict.Undecided;
}

/** A figure that is counted, not sampled. */
export function exactly(value: number): NonNullable<Limit['measured']> {
  return { value, low: value, high: value };
}
