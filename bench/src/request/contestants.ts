import type { RequestListener } from 'node:http';
import { extname } from 'node:path';
import { type ServedVariant, serveInOwnProcess } from '../harness/child-server.ts';
import { listen } from '../harness/listen.ts';
import { openRawClient } from '../harness/raw-client.ts';
import { inProcess, type Variant } from '../harness/variant.ts';
import type { Route } from './routes.ts';

/** A contestant of a request table: how it is called in the table, and which stack serves it. */
export interface Contestant extends Omit<Variant, 'measure'> {
  readonly stack: string;
}

/** All servers in this process, which also drives them: the client is in every figure. The caller closes them. */
export async function serveHere(
  route: Route,
  contestants: readonly Contestant[],
): Promise<readonly ServedVariant[]> {
  const listenerFor = await route.open();
  const served: ServedVariant[] = [];
  for (const { stack, ...described } of contestants) {
    served.push(await driveHere(described, await listenerFor(stack), route.request));
  }
  return served;
}

/** Every contestant in a process of its own; this one only drives them, one at a time. The caller closes them. */
export function serveApart(
  route: Route,
  contestants: readonly Contestant[],
): Promise<readonly ServedVariant[]> {
  // The child is the same file, compiled or not, as the parent.
  const module = new URL(`./serve${extname(import.meta.url)}`, import.meta.url);
  return Promise.all(
    contestants.map(({ stack, ...described }) =>
      serveInOwnProcess(described, { module, args: [route.name, stack] }, route.request),
    ),
  );
}

async function driveHere(
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
