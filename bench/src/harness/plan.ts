/** How long to measure. */
export interface Plan {
  readonly name: 'full' | 'quick';
  /** Each variant runs two blocks in every round. */
  readonly rounds: number;
  /** CPU time that one block should take, in microseconds. */
  readonly block: number;
  /** CPU time spent on each variant before the first round. */
  readonly warmUp: number;
}

/** What is published. */
export const fullPlan: Plan = { name: 'full', rounds: 41, block: 20_000, warmUp: 300_000 };

/** Enough to see that a benchmark works, and orders of magnitude; never published. */
export const quickPlan: Plan = { name: 'quick', rounds: 11, block: 6_000, warmUp: 100_000 };

/**
 * Requests need more of everything: an HTTP server goes on getting faster for thousands of
 * requests, and many short blocks told equals from equals better than few long ones did.
 *
 * @param patience how much longer than a plain server this one goes on getting faster, and takes to be told from another
 */
export function forRequests(plan: Plan, patience = 1): Plan {
  const rounds = plan.rounds * 3 * patience;
  return { ...plan, rounds, block: 30_000, warmUp: plan.warmUp * 10 * patience };
}

/**
 * Requests to processes of their own: cohorts of processes, each measured for as long as a process needs to be told
 * from its neighbour, in blocks shorter than the machine keeps one pace. Processes differ by their luck more than rounds
 * do, so there are many: of twenty-four values the seventh and the eighteenth are an interval of 98 %, and twice as many
 * narrow it by a third.
 *
 * @param patience as for {@link forRequests}
 */
export function forOwnProcesses(
  plan: Plan,
  patience = 1,
  cohorts = 24,
): Plan & { readonly cohorts: number } {
  return {
    ...plan,
    rounds: 40 * patience,
    block: 25_000,
    warmUp: plan.warmUp * 7 * patience,
    cohorts: plan.name === 'full' ? cohorts : 2,
  };
}

/** What waits for a database is timed on the wall, in blocks long enough that one flush of the disk is not half of one. */
export function forDatabase(plan: Plan): Plan {
  return plan.name === 'full'
    ? { ...plan, rounds: 121, block: 100_000, warmUp: 1_000_000 }
    : { ...plan, rounds: 7, block: 20_000, warmUp: 60_000 };
}
