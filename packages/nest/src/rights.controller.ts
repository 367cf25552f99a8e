import 'reflect-metadata';
import type { NeutralRequest } from '@lawful/core';
import {
  All,
  Controller,
  Inject,
  Next,
  Req,
  Res,
  type Type,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import type { NestRequest } from './exchange.ts';
import type { NestPrivacy } from './nest-privacy.ts';
import { outletFor } from './platform.ts';
import { createRightsAnswers } from './rights-answers.ts';
import { NEST_PRIVACY } from './tokens.ts';

/** Makes the controller of the rights endpoint, below `path`, with decorators of the application's own on it. */
export function createRightsController(
  path: string,
  decorators: readonly ClassDecorator[],
): Type<unknown> {
  const mount = `/${path}/`.replace(/\/+/g, '/');
  class RightsController {
    readonly lawful: NestPrivacy;
    readonly handle: (request: NeutralRequest<NestRequest>) => Promise<AnswerOfRights>;

    constructor(lawful: NestPrivacy) {
      this.lawful = lawful;
      this.handle = createRightsAnswers(lawful);
    }

    async answer(
      request: NestRequest,
      response: object,
      next: (error: unknown) => void,
    ): Promise<void> {
      const { lawful } = this;
      const { method = 'GET', url = '/', body } = request;
      try {
        const unit = lawful.identified(request);
        unit.route ??= `${method} ${mount}*`;
        const answer = await this.handle(neutral(request, method, url, body, mount));
        lawful.failures.carry(answer, unit, outletFor(response));
      } catch (error) {
        next(error);
      }
    }
  }
  Inject(NEST_PRIVACY)(RightsController, undefined, 0);
  const at = Object.getOwnPropertyDescriptor(RightsController.prototype, 'answer');
  if (at === undefined) throw new TypeError('the controller of the rights endpoint has no handler');
  for (const [index, parameter] of [Req(), Res(), Next()].entries())
    parameter(RightsController.prototype, 'answer', index);
  All(PATHS)(RightsController.prototype, 'answer', at);
  for (const decorate of decorators) decorate(RightsController);
  Controller({ path, version: VERSION_NEUTRAL })(RightsController);
  return RightsController;
}

/** As deep as the routes of the endpoint go. Each platform writes a wildcard in its own way; parameters they write alike. */
const PATHS = ['', ':first', ':first/:second', ':first/:second/:third'];

type AnswerOfRights = Awaited<ReturnType<ReturnType<typeof createRightsAnswers>>>;

function neutral(
  request: NestRequest,
  method: string,
  url: string,
  body: unknown,
  mount: string,
): NeutralRequest<NestRequest> {
  const [whole = '/'] = url.split('?', 1);
  // Prefix and version of the application stand before the mount.
  const below = `${whole}/`.indexOf(mount);
  return {
    method,
    path: below === -1 ? '/' : whole.slice(below + mount.length - 1) || '/',
    query: new URLSearchParams(url.slice(whole.length + 1)),
    header: (name) => request.headers[name]?.toString(),
    body,
    native: request,
  };
}
