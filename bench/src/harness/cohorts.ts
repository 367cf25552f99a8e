import { type Costs, interleave } from './blocks.ts';
import type { ServedVariant } from './child-server.ts';
import type { Plan } from './plan.ts';
import { median, pairedRatios } from './statistics.ts';

/**
 * Measures variants that live in processes of their own, and all of it anew with fresh processes,
 * cohort after cohort. Two processes that run the same code differ by several per cent as long as
 * they live, each by its own luck with memory and compiler: no number of rounds averages that out,
 * and an interval over rounds does not show it. So a cohort is one round here, and the interval is
 * one over cohorts. Within a cohort every variant is paired with the first one, round by round: a
 * shared machine changes its pace by a third from one second to the next, and medians of each by
 * itself came out two to five times as far apart.
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
  return first.map(({ variant }, index) => ({ variant, perRound: cohorts.map(costIn(index)) }));
}

/** What a variant cost in a cohort: of the first one's median as much as it cost of it in the median round. */
function costIn(index: number): (cohort: readonly Costs[]) => number {
  return (cohort) => {
    const base = cohort[0]?.perRound ?? [];
    return median(base) * median(pairedRatios(cohort[index]?.perRound ?? [], base));
  };
}
