import type { Costs } from './blocks.ts';
import type { Figures, FigureTable } from './figures.ts';
import { median, quantile } from './statistics.ts';
import type { TimedVariant } from './wall.ts';

/** The latencies behind a table of ratios: what one operation took, and how many there were in a second. */
export function latencyTable(
  title: string,
  variants: readonly TimedVariant[],
  measured: readonly Costs[],
): FigureTable {
  return {
    title: `${title}: latencies`,
    mode: 'the same run; absolute figures, of this machine alone',
    columns: ['p50 µs', 'p99 µs', 'max µs', 'per second', 'timed'],
    figures: variants.map((variant, index) => figuresOf(variant, measured[index]?.perRound ?? [])),
    limits: [],
    notRun: [],
  };
}

function figuresOf(variant: TimedVariant, perRound: readonly number[]): Figures {
  const each = variant.latencies(perRound.length);
  return {
    name: variant.name,
    role: variant.role,
    values: [
      quantile(each, 0.5),
      quantile(each, 0.99),
      quantile(each, 1),
      1_000_000 / median(perRound),
      each.length,
    ],
  };
}
