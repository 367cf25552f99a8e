import type { RequestListener } from 'node:http';
import { createCustomers } from '@lawful-examples/shop/parts';
import { lawfulBench, lawfulShopRead } from '../ours/nest.ts';
import type { Route } from '../request/routes.ts';
import { nestStacks } from '../rivals/nest-stacks.ts';
import { Address } from '../workload/customers.ts';
import { echoBody, echoRequest, refusedEcho, SUBJECT_HEADER } from '../workload/echo.ts';
import { rawRequest } from '../workload/raw-request.ts';
import {
  DATABASE_PATIENCE,
  meBody,
  openShopDatabase,
  reader,
  restricted,
} from '../workload/shop.ts';
import { isPermitted, subjects } from '../workload/subjects.ts';
import { type Handler, type Mounted, type Platform, startNest } from './application.ts';

const addresses = Array.from({ length: 100 }, (_, index) => new Address(index));

/** The same three routes on each platform: JSON in and out, one row of a database, a list of 100 objects. */
export function nestRoutes(platform: Platform): readonly [echo: Route, read: Route, list: Route] {
  return [
    {
      name: `nest-${platform}-echo`,
      request: echoRequest,
      answer: { ...echoBody },
      refused: refusedEcho,
      open: async () => (stack) =>
        start(platform, stack, { verb: 'POST', path: 'echo', give: (body) => body }),
    },
    {
      name: `nest-${platform}-read`,
      request: readAs(reader.id),
      answer: meBody,
      refused: readAs(restricted.id),
      patience: DATABASE_PATIENCE,
      async open() {
        const database = await openShopDatabase();
        const customers = createCustomers(database.db);
        const handler: Handler = { verb: 'GET', path: 'me', give: () => customers.find(reader.id) };
        return async (stack) =>
          stack === 'lawful'
            ? startNest(platform, handler, await lawfulShopRead(database))
            : start(platform, stack, handler);
      },
    },
    {
      name: `nest-${platform}-list`,
      request: listAs(true),
      answer: addresses.map(({ doorCode: _hidden, ...served }) => served),
      refused: listAs(false),
      async open() {
        return (stack) =>
          start(platform, stack, { verb: 'GET', path: 'list', give: () => addresses });
      },
    },
  ];
}

function start(platform: Platform, stack: string, handler: Handler): Promise<RequestListener> {
  return startNest(platform, handler, stack === 'lawful' ? lawfulBench(handler) : rival(stack));
}

function rival(stack: string): Mounted {
  const mounted = nestStacks[stack];
  if (mounted === undefined) throw new RangeError(`no stack ${stack}`);
  return mounted();
}

function readAs(subject: string): Buffer {
  return rawRequest('GET', '/me', [`${SUBJECT_HEADER}: ${subject}`]);
}

function listAs(permitted: boolean): Buffer {
  const subject = subjects.find((facts) => isPermitted(facts) === permitted)?.id;
  return rawRequest('GET', '/list', [`${SUBJECT_HEADER}: ${subject}`]);
}
