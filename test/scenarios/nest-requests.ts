import { PrivacyError } from '@lawful/core';
import type { NestRequest } from '@lawful/nest';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Route } from './application.ts';
import { type Identity, identify } from './identity.ts';
import type { World } from './world.ts';

/** Whom a request has proven to come from. */
export function identityOf({ headers }: NestRequest, world: World): Identity | undefined {
  return identify(headers.authorization, world.now());
}

/** The application's own authentication. */
export function letIn(who: Route['who'], world: World): CanActivate {
  return {
    canActivate: (context: ExecutionContext): true => {
      const identity = identityOf(context.switchToHttp().getRequest(), world);
      if (who !== 'anybody' && identity?.type !== who) throw new PrivacyError('actor-unknown');
      return true;
    },
  };
}
