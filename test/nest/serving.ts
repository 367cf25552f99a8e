import { PrivacyModule, type PrivacyOptions } from '@lawful/nest';
import type {
  DynamicModule,
  INestApplication,
  ModuleMetadata,
  NestApplicationOptions,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Answer, type NoAnswer, send } from '../scenarios/client.ts';
import { identify, tokenOf } from '../scenarios/identity.ts';
import type { Platform } from '../scenarios/nest-answers.ts';
import { type Name, PEOPLE } from '../scenarios/people.ts';
import { createWorld, type World } from '../scenarios/world.ts';

/** Both platforms of Nest, as tests are titled. */
export const PLATFORMS = [
  ['Express', 'express'],
  ['Fastify', 'fastify'],
] as const satisfies readonly (readonly [string, Platform])[];

/** An application as a test writes it. */
export interface Application extends ModuleMetadata {
  readonly world?: World;
  /** In place of the PrivacyModule that serves whom the token proves. */
  readonly privacyModule?: DynamicModule;
  /** What `main.ts` does between creating and listening. */
  readonly configure?: ((app: INestApplication) => void) | undefined;
  /** In place of `NestFactory.create`. */
  readonly create?:
    | ((module: DynamicModule, adapter: AbstractHttpAdapter) => Promise<INestApplication>)
    | undefined;
}

/** An application that listens. */
export interface Serving {
  readonly world: World;
  readonly app: INestApplication;
  /** Asks as Anna, unless it says otherwise. */
  ask(method: string, path: string, sent?: AskOptions): Promise<Answer | NoAnswer>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface AskOptions {
  readonly as?: Name | 'nobody';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How Nest is started in tests: without a word, and without ending the process. */
export const QUIET: NestApplicationOptions = {
  abortOnError: false,
  forceCloseConnections: true,
  logger: false,
};

/** The adapter of a platform. */
function adapterOf(platform: Platform): AbstractHttpAdapter {
  return platform === 'express' ? new ExpressAdapter() : new FastifyAdapter();
}

/** Whom the token proves. */
export function optionsFor(world: World): PrivacyOptions {
  const memberOf = ({ headers }: { headers: { authorization?: string | undefined } }) => {
    const identity = identify(headers.authorization, world.now());
    return identity?.type === 'member' ? identity.id : undefined;
  };
  return { privacy: world.privacy, subject: memberOf, rights: { authorise: memberOf } };
}

/** Serves an application on a platform. */
export async function serve(platform: Platform, application: Application): Promise<Serving> {
  const {
    world = createWorld(),
    privacyModule = PrivacyModule.forRoot(optionsFor(world)),
    configure,
    create = (module, adapter) => NestFactory.create(module, adapter, QUIET),
    imports = [],
    ...metadata
  } = application;
  const module = { module: class Gym {}, ...metadata, imports: [privacyModule, ...imports] };
  const app = await create(module, adapterOf(platform));
  configure?.(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    world,
    app,
    ask: (method, path, { as = 'anna', body, headers = {} } = {}) => {
      const token =
        as === 'nobody'
          ? undefined
          : tokenOf({ type: 'member', id: PEOPLE[as].id }, world.now() + 60_000);
      return send({
        method,
        url: url + path,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      world.end();
    },
  };
}
