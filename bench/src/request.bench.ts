import { interleave } from './harness/blocks.ts';
import { interleaveCohorts } from './harness/cohorts.ts';
import { forOwnProcesses, forRequests, type Plan } from './harness/plan.ts';
import { Mode, type TableResult, tableOf } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import { checkAnswers } from './request/check-answers.ts';
import { type Contestant, serveApart, serveHere } from './request/contestants.ts';
import { FLOOR_STACK, type Route, routes } from './request/routes.ts';

const BARE = 'bare Express';
const HELMET = 'helmet';
const OURS = 'lawful: context, gate, minimise, record';

const base: Contestant = { name: BARE, role: Role.Base, stack: 'bare' };
/** A second server with the same code: what differs between the two is the harness's error. */
const control: Contestant = { name: 'A/A: bare Express, again', role: Role.Control, stack: 'bare' };
const ours: Contestant = { name: OURS, role: Role.Ours, stack: 'lawful' };
const helmet: Contestant = { name: HELMET, role: Role.Rival, stack: 'helmet' };
const pinoHttp: Contestant = { name: 'pino-http', role: Role.Rival, stack: 'pino-http' };
const floor: Contestant = { name: 'floor: node:http', role: Role.Floor, stack: FLOOR_STACK };

/** Whom every table has. */
const always = [base, control, ours, helmet];

const [echo, read] = routes;

/** What the full middleware adds to a request, alone in its process and among the others. */
export const requestTopic: Topic = {
  name: 'request',
  async run(plan) {
    return [
      // The shop keeps a request log of its own, in every figure: pino-http would be a second one.
      ...(await measureRoute('JSON route, POST /echo', echo, [pinoHttp, floor], plan)),
      ...(await measureRoute("the shop's GET /customers/me", read, [], plan)),
    ];
  },
};

async function measureRoute(
  title: string,
  route: Route,
  others: readonly Contestant[],
  plan: Plan,
): Promise<readonly TableResult[]> {
  const all = [...always, ...others];
  await checkAnswers(
    route,
    all.map(({ stack }) => stack),
  );
  const described = { title: `Request overhead: ${title}`, unit: 'µs/request' } as const;
  return [
    tableOf(
      { ...described, mode: Mode.Own, bounds: [{ variant: OURS, bound: 1.05, of: BARE }] },
      await interleaveCohorts(() => serveApart(route, always), forOwnProcesses(plan)),
    ),
    tableOf(
      { ...described, mode: Mode.Shared, bounds: [{ variant: OURS, bound: 1, of: HELMET }] },
      await measureHere(route, all, forRequests(plan)),
    ),
  ];
}

async function measureHere(route: Route, contestants: readonly Contestant[], plan: Plan) {
  const served = await serveHere(route, contestants);
  try {
    return await interleave(served, plan);
  } finally {
    for (const variant of served) variant.close();
  }
}
