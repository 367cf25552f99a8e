import type { RequestListener } from 'node:http';
import { extname } from 'node:path';
import { type ServedVariant, serveInOwnProcesses } from '../harness/child-server.ts';
import { listen } from '../harness/listen.ts';
import { openRawClient } from '../harness/raw-client.ts';
import { inProcess, type Variant } from '../harness/variant.ts';
import type { Route } from './routes.ts';

/** A contestant of a request table: how it is called in the table, and which stack serves it. */
export interface Contestant extends Omit<Variant, 'measure'> {
  readonly stack: string;
}

/** Starts a contestant; the caller closes it. */
export type Opener = (contestant: Contestant) => Promise<ServedVariant>;

/** All servers in this process, which also drives them: the client is in every figure. */
export async function sharedProcess(route: Route): Promise<Opener> {
  const listenerFor = await route.open();
  return ({ stack, ...described }) => serveHere(described, listenerFor(stack), route.request);
}

/** Every variant in processes of its own; this process only drives them, one at a time. */
export async function ownProcesses(route: Route): Promise<Opener> {
  // The child is the same file, compiled or not, as the parent.
  const module = new URL(`./serve${extname(import.meta.url)}`, import.meta.url);
  return ({ stack, ...described }) =>
    serveInOwnProcesses(described, { module, args: [route.name, stack] }, route.request);
}

async function serveHere(
  described: Omit<Variant, 'measure'>,
  listener: RequestListener,
  request: Buffer,
): Promise<ServedVariant> {
  const server = await listen(listener);
  const client = await openRawClient(server.port, request);
  return {
    ...inProcess(described, (requests) => client.drive(requests)),
    close() {
      client.close();
      server.close();
    },
  };
}
