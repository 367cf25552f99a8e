import type { RequestListener } from 'node:http';
import { isStackName } from '../rivals/express-stacks.ts';
import { echoRequest, readRequest } from '../workload/echo.ts';
import { echoApp, readApp } from './apps.ts';
import { openDatabase } from './database.ts';
import { bareEcho } from './floor.ts';

/** Served by node:http alone; only the echo has such a floor. */
export const FLOOR_STACK = 'floor';

/** A route with the request that is sent to it over and over. */
export interface Route {
  readonly name: string;
  readonly request: Buffer;
  /** Makes a listener for a stack by name, so that a child process can be told which. */
  open(): Promise<(stack: string) => RequestListener>;
}

export const routes: readonly [echo: Route, read: Route] = [
  {
    name: 'echo',
    request: echoRequest,
    open: async () => (stack) => (stack === FLOOR_STACK ? bareEcho : echoApp(known(stack))),
  },
  {
    name: 'read',
    request: readRequest,
    async open() {
      const database = await openDatabase();
      return (stack) => readApp(known(stack), database);
    },
  },
];

function known(stack: string) {
  if (!isStackName(stack)) throw new RangeError(`no stack ${stack}`);
  return stack;
}
