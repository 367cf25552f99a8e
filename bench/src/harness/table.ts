import { type Costs, interleave } from './blocks.ts';
import { type Bound, type JudgedBound, judge, type RatiosByName } from './bounds.ts';
import type { Plan } from './plan.ts';
import {
  type Estimate,
  estimate,
  median,
  pairedDifferences,
  pairedRatios,
  quantile,
} from './statistics.ts';
import type { Role, Variant } from './variant.ts';

export const Mode = {
  Shared: 'all variants in one process',
  Own: 'each variant in a process of its own, CPU of that process only; every round with processes started anew',
  Wall: 'all variants on one database server, one after the other; wall time',
} as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** A contestant that could not start, and why: a silent gap would read as a win. */
export interface NotRun {
  readonly name: string;
  readonly reason: string;
}

/** What a table says beside its figures. */
export interface DescribedTable {
  readonly title: string;
  readonly mode: Mode;
  readonly unit: 'ns/op' | 'µs/op' | 'µs/request';
  readonly bounds?: readonly Bound[];
  readonly notRun?: readonly NotRun[];
}

export interface TableSpec extends DescribedTable {
  readonly base: Variant;
  /**
   * The base again, built again: compiled apart, served apart. What the harness finds between
   * the two is its own error, and no smaller difference in the table means anything.
   */
  readonly control: Variant;
  readonly contestants: readonly Variant[];
}

export interface Row {
  readonly name: string;
  readonly role: Role;
  readonly note?: string;
  /** Median cost in the unit of the table, and the 20th percentile: the uncontended cost. */
  readonly cost: { readonly median: number; readonly p20: number };
  /** Cost ÷ cost of the base, paired by round. */
  readonly ratio: Estimate;
  /** Cost − cost of the base, paired by round. */
  readonly added: Estimate;
}

export interface TableResult {
  readonly title: string;
  readonly mode: Mode;
  readonly unit: DescribedTable['unit'];
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly bounds: readonly JudgedBound[];
  readonly notRun: readonly NotRun[];
  /** Whether the A/A control's interval contains 1. Where it does not, believe no small ratio. */
  readonly controlHolds: boolean;
}

/** Measures one table: the base, its A/A control and every contestant. */
export async function measureTable(spec: TableSpec, plan: Plan): Promise<TableResult> {
  const { base, control, contestants, ...described } = spec;
  return tableOf(described, await interleave([base, control, ...contestants], plan));
}

/** A table of costs: the base's come first, its A/A control's second. */
export function tableOf(described: DescribedTable, measured: readonly Costs[]): TableResult {
  const [base, control] = measured;
  if (!base || !control) throw new Error('a table needs a base and its control');
  const controlRatio = estimate(pairedRatios(control.perRound, base.perRound));
  return {
    title: described.title,
    mode: described.mode,
    unit: described.unit,
    rounds: base.perRound.length,
    rows: measured.map((costs) => rowOf(costs, base, described.unit)),
    bounds: judge(described.bounds ?? [], ratiosByName(measured, base)),
    notRun: described.notRun ?? [],
    controlHolds: controlRatio.low <= 1 && controlRatio.high >= 1,
  };
}

function rowOf({ variant, perRound }: Costs, base: Costs, unit: DescribedTable['unit']): Row {
  const perUnit = unit === 'ns/op' ? 1_000 : 1;
  const inUnit = (values: readonly number[]) => values.map((value) => value * perUnit);
  const costs = inUnit(perRound);
  return {
    ...described(variant),
    cost: { median: median(costs), p20: quantile(costs, 0.2) },
    ratio: estimate(pairedRatios(perRound, base.perRound)),
    added: estimate(inUnit(pairedDifferences(perRound, base.perRound))),
  };
}

function described({ name, role, note }: Variant): Pick<Row, 'name' | 'role' | 'note'> {
  return note === undefined ? { name, role } : { name, role, note };
}

function ratiosByName(measured: readonly Costs[], base: Costs): RatiosByName {
  return new Map(
    measured.map(({ variant, perRound }) => [variant.name, pairedRatios(perRound, base.perRound)]),
  );
}
