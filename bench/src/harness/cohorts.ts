import { type Costs, interleave } from './blocks.ts';
import type { ServedVariant } from './child-server.ts';
import type { Plan } from './plan.ts';
import { median } from './statistics.ts';

/**
 * Measures variants that live in processes of their own, and all of it anew with fresh processes,
 * cohort after cohort. Two processes that run the same code differ by several per cent as long as
 * they live, each by its own luck with memory and compiler: no number of rounds averages that out,
 * and an interval over rounds does not show it. So a cohort is one round here, its cost the median
 * of its rounds, and the interval is one over cohorts.
 */
export async function interleaveCohorts(
  open: () => Promise<readonly ServedVariant[]>,
  plan: Plan & { readonly cohorts: number },
): Promise<readonly Costs[]> {
  const cohorts: (readonly Costs[])[] = [];
  while (cohorts.length < plan.cohorts) {
    const served = await open();
    try {
      cohorts.push(await interleave(served, plan));
    } finally {
      for (const variant of served) variant.close();
    }
  }
  const [first = []] = cohorts;
  return first.map(({ variant }, index) => ({
    variant,
    perRound: cohorts.map((costs) => median(costs[index]?.perRound ?? [])),
  }));
}
