import { PrivacyModule, Processing, Returns } from '@lawful/nest';
import {
  type CallHandler,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type NestInterceptor,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { map } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { consented } from '../scenarios/happened.ts';
import { Done, Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { bodyOf, CARD, CONSENT_REQUIRED, Members, textOf } from './gym.ts';
import { type Application, optionsFor, PLATFORMS, serve } from './serving.ts';

const { anna } = PEOPLE;

/** Nobody is let in without the header. */
const doorman: CanActivate = {
  canActivate: (context: ExecutionContext) =>
    context.switchToHttp().getRequest().headers['x-ticket'] === 'valid',
};
const ticket = { 'x-ticket': 'valid' };

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  describe('a guard of the application', () => {
    @Controller()
    class Guarded {
      @Processing('membership')
      @Returns(Member)
      @UseGuards(doorman)
      @Get('below')
      below(): object {
        return memberOf('anna');
      }
      @UseGuards(doorman)
      @Processing('membership')
      @Returns(Member)
      @Get('above')
      above(): object {
        return memberOf('anna');
      }
    }
    @Controller()
    @UseGuards(doorman)
    class GuardedWhole {
      @Processing('membership')
      @Returns(Member)
      @Get('whole')
      whole(): object {
        return memberOf('anna');
      }
    }
    @Controller()
    @Processing('membership')
    @UseGuards(doorman)
    class Both {
      @UseGuards(doorman)
      @Returns(Member)
      @Get('both')
      both(): object {
        return memberOf('anna');
      }
    }
    const controllers = [Guarded, GuardedWhole, Both];
    const paths = ['/below', '/above', '/whole', '/both'];

    test('is asked before the gate, wherever it stands: whom it refuses, nothing is decided about', async () => {
      await using serving = await serve(platform, { controllers });
      for (const path of paths) {
        expect(await serving.ask('GET', path)).toMatchObject({
          status: 403,
          headers: { 'content-type': 'application/problem+json' },
        });
      }
      expect(await serving.world.records()).toEqual([]);
      for (const path of paths) {
        expect(bodyOf(await serving.ask('GET', path, { headers: ticket }))).toEqual(CARD);
      }
    });

    test('finds out who asks before the gate wants to know, for every route at once', async () => {
      const world = createWorld();
      const authentication: CanActivate = {
        canActivate: (context) => {
          const request = context.switchToHttp().getRequest();
          request.user = { id: request.headers['x-ticket'] === 'valid' ? anna.id : undefined };
          return true;
        },
      };
      const application: Application = {
        world,
        controllers: [Members],
        privacyModule: PrivacyModule.forRoot({
          ...optionsFor(world),
          subject: ({ user }) => Reflect.get(Object(user), 'id'),
        }),
      };
      for (const way of [
        { providers: [{ provide: APP_GUARD, useValue: authentication }] },
        { configure: (app) => void app.useGlobalGuards(authentication) },
      ] satisfies Partial<Application>[]) {
        await using serving = await serve(platform, { ...application, ...way });
        expect(await serving.ask('GET', '/card')).toMatchObject({ status: 401 });
        expect(await serving.ask('GET', '/card', { headers: ticket })).toMatchObject({
          status: 200,
        });
      }
    });
  });

  describe('an interceptor of the application', () => {
    const adding: NestInterceptor = {
      intercept: (_context: ExecutionContext, next: CallHandler) =>
        next.handle().pipe(map((value) => ({ ...value, diagnosis: anna.diagnosis }))),
    };
    const wrapping: NestInterceptor = {
      intercept: (_context, next) => next.handle().pipe(map((data) => ({ data }))),
    };
    const failing: NestInterceptor = {
      intercept: () => {
        throw new Error(`no cache for ${anna.email}`);
      },
    };
    const seen: unknown[] = [];
    const watching: NestInterceptor = {
      intercept: (_context, next) => {
        seen.push('called');
        return next.handle();
      },
    };
    @Controller()
    class Intercepted {
      @UseInterceptors(adding)
      @Processing('membership')
      @Returns(Member)
      @Get('above')
      above(): object {
        return memberOf('anna');
      }
      @Processing('membership')
      @Returns(Member)
      @UseInterceptors(adding)
      @Get('below')
      below(): object {
        return memberOf('anna');
      }
      @Processing('membership')
      @Returns({ data: Member })
      @UseInterceptors(wrapping)
      @Get('wrapped')
      wrapped(): object {
        return memberOf('anna');
      }
      @Processing('membership')
      @Returns([Member])
      @UseInterceptors(wrapping)
      @Get('wrapped-badly')
      wrappedBadly(): object {
        return memberOf('anna');
      }
      @Processing('membership')
      @Returns(Member)
      @UseInterceptors(failing)
      @Get('failing')
      failing(): object {
        return memberOf('anna');
      }
      @Processing('newsletter')
      @Returns(Done)
      @UseInterceptors(watching)
      @Get('watched')
      watched(): object {
        return { done: true };
      }
    }

    test('cannot add what the purpose does not show, nor let out an error', async () => {
      await using serving = await serve(platform, { controllers: [Intercepted] });
      for (const [path, problem] of [
        ['/wrapped-badly', 'response-shape-mismatch'],
        ['/failing', 'internal-error'],
      ] as const) {
        const answer = await serving.ask('GET', path);
        expect(answer).toMatchObject({ status: 500, text: expect.stringContaining(problem) });
        expectSilence([['the answer', textOf(answer)]]);
      }
      expect(bodyOf(await serving.ask('GET', '/above'))).toEqual(CARD);
      expect(bodyOf(await serving.ask('GET', '/below'))).toEqual(CARD);
    });

    test('changes the shape of an answer where that is declared', async () => {
      await using serving = await serve(platform, { controllers: [Intercepted] });
      expect(bodyOf(await serving.ask('GET', '/wrapped'))).toEqual({ data: CARD });
    });

    test('does not see what the gate refuses', async () => {
      await using serving = await serve(platform, { controllers: [Intercepted] });
      expect(await serving.ask('GET', '/watched')).toMatchObject(CONSENT_REQUIRED);
      expect(seen).toEqual([]);
      serving.world.remember('anna', [consented('newsletter')]);
      expect(await serving.ask('GET', '/watched')).toMatchObject({ status: 200 });
      expect(seen).toEqual(['called']);
    });

    test('for every route changes answers before they are minimised', async () => {
      for (const way of [
        { providers: [{ provide: APP_INTERCEPTOR, useValue: adding }] },
        { configure: (app) => void app.useGlobalInterceptors(adding) },
      ] satisfies Partial<Application>[]) {
        await using serving = await serve(platform, { controllers: [Members], ...way });
        expect(bodyOf(await serving.ask('GET', '/card'))).toEqual(CARD);
      }
    });
  });
});
