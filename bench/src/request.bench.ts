import type { Topic } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import type { Contestant } from './request/contestants.ts';
import { measureRequests } from './request/measure.ts';
import { FLOOR_STACK, routes } from './request/routes.ts';

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

const nearlyFree = { variant: OURS, bound: 1.05, of: BARE };
const cheap = { variant: OURS, bound: 1, of: HELMET };

/** What the full middleware adds to a request, alone in its process and among the others. */
export const requestTopic: Topic = {
  async run(plan) {
    return [
      ...(await measureRequests(
        {
          title: 'JSON route, POST /echo',
          route: echo,
          apart: { contestants: always, bounds: [nearlyFree, cheap] },
          together: { contestants: [...always, pinoHttp, floor], bounds: [cheap] },
        },
        plan,
      )),
      // The shop keeps a request log of its own, in every figure: pino-http would be a second one.
      ...(await measureRequests(
        {
          title: "the shop's GET /customers/me",
          route: read,
          apart: { contestants: always, bounds: [nearlyFree, cheap] },
          together: { contestants: always, bounds: [cheap] },
        },
        plan,
      )),
    ];
  },
};
