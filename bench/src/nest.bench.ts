import type { Topic } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import { type Platform } from './nest/application.ts';
import { nestRoutes } from './nest/routes.ts';
import type { Contestant } from './request/contestants.ts';
import { measureRequests, type RequestTable } from './request/measure.ts';

const BARE = 'bare Nest';
const OURS = 'lawful: gate, minimise, record';
const INTERCEPTOR = 'an interceptor that does nothing';
const SERIALIZER = 'ClassSerializerInterceptor';

const base: Contestant = { name: BARE, role: Role.Base, stack: 'bare' };
const control: Contestant = { name: 'A/A: bare Nest, again', role: Role.Control, stack: 'bare' };
const ours: Contestant = { name: OURS, role: Role.Ours, stack: 'lawful' };
const interceptor: Contestant = { name: INTERCEPTOR, role: Role.Rival, stack: 'interceptor' };
const guard: Contestant = { name: 'a guard that does nothing', role: Role.Rival, stack: 'guard' };
const validation: Contestant = { name: 'ValidationPipe', role: Role.Rival, stack: 'validation' };
const serializer: Contestant = { name: SERIALIZER, role: Role.Rival, stack: 'serializer' };

/** Says whether a bound leaves room for evidence at all. */
const floor: Contestant = {
  name: 'floor: a guard that enters a context and keeps two records',
  role: Role.Floor,
  stack: 'floor',
};

const always = [base, control, ours, interceptor];
const cheap = [
  { variant: OURS, bound: 1.05, of: BARE },
  { variant: OURS, bound: 1, of: INTERCEPTOR },
];

/** What the full stack adds to a request of Nest, on both platforms. */
export const nestTopic: Topic = {
  async run(plan) {
    const tables = [];
    for (const table of (['express', 'fastify'] as const).flatMap(tablesOf))
      tables.push(...(await measureRequests(table, plan)));
    return tables;
  },
};

function tablesOf(platform: Platform): readonly RequestTable[] {
  const [echo, read, list] = nestRoutes(platform);
  const on = platform === 'express' ? 'Nest on Express' : 'Nest on Fastify';
  return [
    {
      title: `${on}: JSON route, POST /echo`,
      route: echo,
      apart: { contestants: [...always, floor], bounds: cheap },
      together: { contestants: [...always, guard, validation], bounds: [] },
    },
    {
      title: `${on}: one row of the shop's database`,
      route: read,
      apart: { contestants: always, bounds: cheap },
    },
    {
      title: `${on}: a list of 100 objects`,
      route: list,
      together: {
        contestants: [...always, serializer],
        bounds: [{ variant: OURS, bound: 1 / 5, of: SERIALIZER, added: true }],
      },
    },
  ];
}
