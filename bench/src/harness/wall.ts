import type { Variant } from './variant.ts';

/** A variant that waits for others: a database, a disk. Costs are wall time, and every operation is timed by itself. */
export interface TimedVariant extends Variant {
  /** Operations under way at once. */
  readonly concurrency: number;
  /** Microseconds of each operation of the counted blocks of the last `rounds` rounds. */
  latencies(rounds: number): readonly number[];
}

/** What is timed. */
export interface TimedOperation {
  /** Done before each operation, not timed; only where one operation is under way at once. */
  readonly before?: () => Promise<unknown>;
  readonly operation: () => Promise<unknown>;
  readonly concurrency: number;
}

/** In a round each variant runs two blocks, each after an eighth of one that does not count. */
const BLOCKS_IN_A_ROUND = 4;

/** A variant measured by the clock on the wall: CPU time of this process would not see the disk. */
export function onTheWall(
  described: Omit<Variant, 'measure'>,
  { before, operation, concurrency }: TimedOperation,
): TimedVariant {
  const blocks: (readonly number[])[] = [];
  return {
    ...described,
    concurrency,
    async measure(operations) {
      const each: number[] = [];
      let left = operations;
      const work = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          if (before !== undefined) await before();
          const begun = performance.now();
          await operation();
          each.push((performance.now() - begun) * 1_000);
        }
      };
      const begun = performance.now();
      await Promise.all(Array.from({ length: concurrency }, work));
      const elapsed = (performance.now() - begun) * 1_000;
      blocks.push(each);
      return concurrency === 1 ? sum(each) : elapsed;
    },
    latencies: (rounds) =>
      blocks.slice(-rounds * BLOCKS_IN_A_ROUND).flatMap((each, at) => (at % 2 === 1 ? each : [])),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
