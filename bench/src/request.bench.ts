import type { Bound } from './harness/bounds.ts';
import { forRequests, type Plan } from './harness/plan.ts';
import { Mode, measureTable, type TableResult } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import { checkAnswers } from './request/check-answers.ts';
import {
  type Contestant,
  type Opener,
  ownProcesses,
  sharedProcess,
} from './request/contestants.ts';
import { FLOOR_STACK, type Route, routes } from './request/routes.ts';

const BARE = 'bare Express';
const HELMET = 'helmet';
const PINO_HTTP = 'pino-http';
const OURS = 'lawful: context, gate, minimise, record';

const base: Contestant = { name: BARE, role: Role.Base, stack: 'bare' };
/** A second server with the same code: what differs between the two is the harness's error. */
const control: Contestant = { name: 'A/A: bare Express, again', role: Role.Control, stack: 'bare' };
const floor: Contestant = { name: 'floor: node:http', role: Role.Floor, stack: FLOOR_STACK };
const express: readonly Contestant[] = [
  { name: OURS, role: Role.Ours, stack: 'lawful' },
  { name: HELMET, role: Role.Rival, stack: 'helmet' },
  { name: PINO_HTTP, role: Role.Rival, stack: 'pino-http' },
];

/** Each in the mode in which it can be judged: the client of the shared mode is in every figure. */
const bounds = {
  own: [{ variant: OURS, bound: 1.05, of: BARE }],
  shared: [{ variant: OURS, bound: 1, of: HELMET }],
} as const satisfies Record<string, readonly Bound[]>;

const [echo, read] = routes;

/** What the full middleware adds to a request, alone in its process and among the others. */
export const requestTopic: Topic = {
  name: 'request',
  async run(plan) {
    const longer = forRequests(plan);
    return [
      ...(await measureRoute('JSON route, POST /echo', echo, [floor, ...express], longer)),
      ...(await measureRoute('One row from the database', read, express, longer)),
    ];
  },
};

async function measureRoute(
  title: string,
  route: Route,
  contestants: readonly Contestant[],
  plan: Plan,
): Promise<readonly TableResult[]> {
  await checkAnswers(
    route,
    [base, ...contestants].map(({ stack }) => stack),
  );
  return [
    await measure(title, Mode.Own, await ownProcesses(route), contestants, bounds.own, plan),
    await measure(title, Mode.Shared, await sharedProcess(route), contestants, bounds.shared, plan),
  ];
}

async function measure(
  title: string,
  mode: Mode,
  open: Opener,
  contestants: readonly Contestant[],
  tableBounds: readonly Bound[],
  plan: Plan,
): Promise<TableResult> {
  const served = [];
  try {
    for (const contestant of [base, control, ...contestants]) served.push(await open(contestant));
    const [servedBase, servedControl, ...others] = served;
    if (!servedBase || !servedControl) throw new Error('nothing to compare with');
    return await measureTable(
      {
        title: `Request overhead: ${title}`,
        mode,
        unit: 'µs/request',
        base: servedBase,
        control: servedControl,
        contestants: others,
        bounds: tableBounds,
      },
      plan,
    );
  } finally {
    for (const variant of served) variant.close();
  }
}
