import { interleave } from '../harness/blocks.ts';
import type { Bound } from '../harness/bounds.ts';
import { interleaveCohorts } from '../harness/cohorts.ts';
import { forOwnProcesses, forRequests, type Plan } from '../harness/plan.ts';
import { Mode, type TableResult, tableOf } from '../harness/table.ts';
import { checkAnswers } from './check-answers.ts';
import { type Contestant, serveApart, serveHere } from './contestants.ts';
import type { Route } from './routes.ts';

/** Who is measured in one mode: the base first, its A/A control second. */
export interface Heat {
  readonly contestants: readonly Contestant[];
  readonly bounds: readonly Bound[];
}

/** One route, measured with everybody in a process of their own, with everybody in this one, or both. */
export interface RequestTable {
  readonly title: string;
  readonly route: Route;
  readonly apart?: Heat;
  readonly together?: Heat;
}

/** Measures a route, after everybody has given the right answers. */
export async function measureRequests(
  { title, route, apart, together }: RequestTable,
  plan: Plan,
): Promise<readonly TableResult[]> {
  const all = [...(apart?.contestants ?? []), ...(together?.contestants ?? [])];
  await checkAnswers(
    route,
    all.map(({ stack }) => stack),
  );
  const described = { title: `Request overhead: ${title}`, unit: 'µs/request' } as const;
  const tables: TableResult[] = [];
  if (apart !== undefined) {
    const measured = await interleaveCohorts(
      () => serveApart(route, apart.contestants),
      forOwnProcesses(plan, route.patience, route.cohorts),
    );
    tables.push(tableOf({ ...described, mode: Mode.Own, bounds: apart.bounds }, measured));
  }
  if (together !== undefined) {
    const measured = await measureHere(
      route,
      together.contestants,
      forRequests(plan, route.patience),
    );
    tables.push(tableOf({ ...described, mode: Mode.Shared, bounds: together.bounds }, measured));
  }
  return tables;
}

async function measureHere(route: Route, contestants: readonly Contestant[], plan: Plan) {
  const served = await serveHere(route, contestants);
  try {
    return await interleave(served, plan);
  } finally {
    for (const variant of served) variant.close();
  }
}
