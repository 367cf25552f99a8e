import { once } from 'node:events';
import { type Agent, createServer } from 'node:http';
import { type LawfulExpress, lawfulExpress } from '@lawful/express';
import express from 'express';
import express4 from 'express4';
import { type Answer, type NoAnswer, send } from '../scenarios/client.ts';
import { identify, tokenOf } from '../scenarios/identity.ts';
import { type Name, PEOPLE } from '../scenarios/people.ts';
import type { Purpose } from '../scenarios/policy.ts';
import { createWorld, type Health, type World } from '../scenarios/world.ts';

/** Both versions. The tests use nothing in which they differ; their types differ all the same. */
export const VERSIONS = [
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
] as const;

/** What a test mounts its routes on. */
export interface Mounting {
  readonly app: express.Express;
  readonly lawful: LawfulExpress<Purpose>;
  readonly world: World;
  readonly module: typeof express;
}

/** An application that listens. */
export interface Serving {
  readonly world: World;
  /** Asks as Anna, unless it says otherwise. */
  ask(method: string, path: string, sent?: AskOptions): Promise<Answer | NoAnswer>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface AskOptions {
  readonly as?: Name | 'nobody' | { readonly id: string };
  readonly agent?: Agent;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly patience?: number;
}

/** Serves what `mount` mounts; the subject is whom the token proves. */
export async function serve(
  module: typeof express,
  mount: (mounting: Mounting) => void,
  ports: Health = 'works',
): Promise<Serving> {
  const world = createWorld();
  Object.assign(world.circumstances, { store: ports, ledger: ports });
  const app = module();
  app.set('env', 'development');
  const lawful = lawfulExpress(world.privacy, {
    subject: (request) => {
      const identity = identify(request.headers.authorization, world.now());
      return identity?.type === 'member' ? identity.id : undefined;
    },
  });
  mount({ app, lawful, world, module });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return {
    world,
    ask: (method, path, { as = 'anna', headers = {}, ...sent } = {}) => {
      const id = typeof as === 'object' ? as.id : as === 'nobody' ? undefined : PEOPLE[as].id;
      const identity = id === undefined ? undefined : ({ type: 'member', id } as const);
      const token = identity && tokenOf(identity, world.now() + 60_000);
      return send({
        method,
        url: `http://127.0.0.1:${address.port}${path}`,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...sent,
      });
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      world.end();
    },
  };
}
