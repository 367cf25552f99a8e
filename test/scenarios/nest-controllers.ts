import { currentUnit } from '@lawful/core';
import { type NestRequest, Processing, Returns } from '@lawful/nest';
import { Controller, Delete, Get, Post, Put, Req, Res, type Type, UseGuards } from '@nestjs/common';
import type { Route } from './application.ts';
import {
  isReturned,
  type Platform,
  type PlatformResponse,
  returned,
  write,
} from './nest-answers.ts';
import { identityOf, letIn } from './nest-requests.ts';
import { routes } from './routes.ts';
import type { World } from './world.ts';

/** Where the controllers are to run. */
export interface Setting {
  readonly world: World;
  readonly platform: Platform;
  readonly withPrivacy: boolean;
}

/** Every route of the application as a controller with one handler, as a Nest application would write it. */
export function controllersFor(setting: Setting): Type[] {
  return routes.map((route) => controllerOf(route, setting));
}

function controllerOf(route: Route, { world, platform, withPrivacy }: Setting): Type {
  const { method, path, who, purpose, options, handle } = route;
  const gated = purpose !== undefined && withPrivacy;

  @Controller()
  @UseGuards(letIn(who, world))
  class RouteController {
    @(METHODS[method](path))
    @(gated ? processing(purpose, options) : nothing)
    // A handler that says nothing of its answer does not start here: what leaves it then is a body where none is declared.
    @(gated ? Returns(options?.returns ?? 'nothing') : nothing)
    async handle(
      @Req() request: NestRequest,
      @Res({ passthrough: !WRITTEN.has(path) }) response: PlatformResponse,
    ): Promise<unknown> {
      world.handled++;
      const { body, params, query } = request;
      const identity = identityOf(request, world);
      const unit = currentUnit() ?? world.privacy.open({});
      const outcome = await handle({ body, params, query, identity, unit, world });
      if (isReturned(outcome) === WRITTEN.has(path)) {
        throw new TypeError(`${path} is on the wrong list of handlers`);
      }
      if (isReturned(outcome)) return returned(outcome, response, world);
      write(outcome, response, platform);
      return undefined;
    }
  }
  return RouteController;
}

function processing(
  purpose: NonNullable<Route['purpose']>,
  options: Route['options'] = {},
): MethodDecorator {
  const { returns: _said, ...others } = options;
  return Processing(
    typeof purpose === 'string'
      ? purpose
      : { among: purpose, by: ({ query }) => Reflect.get(Object(query), 'purpose') },
    others,
  );
}

const nothing: MethodDecorator = () => undefined;

const METHODS = { GET: Get, POST: Post, PUT: Put, DELETE: Delete } as const;

/** Handlers that ask for the response and write to it themselves. Nest wants to know of that before they run. */
const WRITTEN: ReadonlySet<string> = new Set([
  '/ways/redirect',
  '/ways/text',
  '/ways/json-as-text',
  '/ways/bytes',
  '/ways/page',
  '/ways/declared-text',
  '/ways/declared-bytes',
  '/ways/declared-page',
  '/ways/twice',
  '/ways/value-then-error',
  '/ways/piece-then-error',
  '/ways/undeclared-piece-then-error',
  '/ways/never',
]);
