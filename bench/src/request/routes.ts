import type { RequestListener } from 'node:http';
import helmet from 'helmet';
import { lawfulShop } from '../ours/shop.ts';
import { isStackName } from '../rivals/express-stacks.ts';
import { echoBody, echoRequest, refusedEcho } from '../workload/echo.ts';
import {
  DATABASE_COHORTS,
  DATABASE_PATIENCE,
  meBody,
  meRequest,
  openShopDatabase,
  refusedMe,
} from '../workload/shop.ts';
import { echoApp } from './echo-app.ts';
import { bareEcho } from './floor.ts';
import { bareShop, shopParts } from './shop-app.ts';

/** Served by node:http alone; only the echo has such a floor. */
export const FLOOR_STACK = 'floor';

/** A route with the request that is sent to it over and over. */
export interface Route {
  readonly name: string;
  readonly request: Buffer;
  /** What every stack must answer, at least. */
  readonly answer: object;
  /** What Lawful must refuse. */
  readonly refused: Buffer;
  /** How much longer than others a server of this route is warmed up, and measured. */
  readonly patience?: number;
  /** How often all are started anew, where more than usual is needed to tell them apart. */
  readonly cohorts?: number;
  /** Makes a listener for a stack by name, so that a child process can be told which. */
  open(): Promise<(stack: string) => Promise<RequestListener>>;
}

export const routes: readonly [echo: Route, read: Route] = [
  {
    name: 'echo',
    request: echoRequest,
    answer: { ...echoBody },
    refused: refusedEcho,
    open: async () => async (stack) => {
      if (stack === FLOOR_STACK) return bareEcho;
      if (isStackName(stack)) return echoApp(stack);
      throw new RangeError(`no stack ${stack}`);
    },
  },
  {
    name: 'read',
    request: meRequest,
    answer: meBody,
    refused: refusedMe,
    patience: DATABASE_PATIENCE,
    cohorts: DATABASE_COHORTS,
    async open() {
      const database = await openShopDatabase();
      const parts = shopParts(database);
      return async (stack) => {
        if (stack === 'bare') return bareShop(parts, []);
        if (stack === 'helmet') return bareShop(parts, [helmet()]);
        if (stack === 'lawful') return lawfulShop(database, parts);
        throw new RangeError(`no stack ${stack}`);
      };
    },
  },
];
