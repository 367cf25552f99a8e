import type { Plan } from './plan.ts';
import type { Variant } from './variant.ts';

/** The costs of one variant, one per round, in microseconds per operation. */
export interface Costs {
  readonly variant: Variant;
  readonly perRound: readonly number[];
}

/**
 * Measures all variants in rounds of ABBA: there and back again, a b c c b a. A drift over the
 * round weighs on all alike, and a burst hits one round, which the median forgets. The next round
 * starts with the next variant, so none is always measured after the same neighbour. Every
 * variant runs equally often: a base that ran beside each of the others would be the warmest, and
 * two equal servers then differed by a fifth.
 */
export async function interleave(
  variants: readonly Variant[],
  plan: Plan,
): Promise<readonly Costs[]> {
  const entries = (await warmedUp(variants, plan)).map((block): Entry => ({ block, costs: [] }));
  for (let round = 0; round < plan.rounds; round += 1) {
    const there = rotated(entries, round);
    for (const { block, costs } of there) costs.push((await costOf(block)) / 2);
    for (const { block, costs } of there.toReversed()) {
      costs[round] = (costs[round] ?? 0) + (await costOf(block)) / 2;
    }
  }
  return entries.map(({ block, costs }) => ({ variant: block.variant, perRound: costs }));
}

interface Block {
  readonly variant: Variant;
  readonly operations: number;
}

interface Entry {
  readonly block: Block;
  readonly costs: number[];
}

/** The first operations pay for the caches that the neighbour emptied; they do not count. */
async function costOf({ variant, operations }: Block): Promise<number> {
  await variant.measure(Math.ceil(operations / 8));
  return (await variant.measure(operations)) / operations;
}

/**
 * Warms all up by turns, and chooses as many operations as fill one block. One after the other would not do: a server
 * that had waited half a minute for its neighbours came out an eighth dearer than they did.
 */
async function warmedUp(variants: readonly Variant[], plan: Plan): Promise<readonly Block[]> {
  const cold = variants.map((variant) => ({ variant, operations: 1, used: 0, spent: 0 }));
  while (cold.some(({ spent }) => spent < plan.warmUp)) {
    for (const each of cold) {
      if (each.spent > 0 && each.used < plan.block) each.operations *= 2;
      each.used = await each.variant.measure(each.operations);
      each.spent += each.used;
    }
  }
  return cold.map(({ variant, operations, used }) => ({
    variant,
    operations: Math.max(1, Math.round((plan.block * operations) / Math.max(used, 1))),
  }));
}

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const shift = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(shift), ...items.slice(0, shift)];
}
