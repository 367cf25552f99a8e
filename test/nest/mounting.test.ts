import { createPrivacy, memoryLedger, memorySubjectStore } from '@lawful/core';
import { PrivacyModule, PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  ForbiddenException,
  Get,
  Inject,
  Injectable,
  type NestInterceptor,
  Scope,
  UseFilters,
  UseGuards,
  UseInterceptors,
  VersioningType,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, REQUEST } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { map } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { expectSilence, found } from '../scenarios/expectations.ts';
import { consented } from '../scenarios/happened.ts';
import { Done, Member, models, Visit } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { type Purpose, policy } from '../scenarios/policy.ts';
import { createWorld, type World } from '../scenarios/world.ts';
import { type Application, optionsFor, PLATFORMS, QUIET, serve } from './serving.ts';

const { anna } = PEOPLE;

/** What the purpose of membership may show of Anna. */
const CARD = {
  id: anna.id,
  email: anna.email,
  firstName: anna.firstName,
  lastName: anna.lastName,
  phone: anna.phone,
  address: { street: anna.street, city: anna.city },
  tariff: 'monthly',
};

@Controller()
class Members {
  @Processing('membership')
  @Returns(Member)
  @Get('card')
  card(): Member {
    return memberOf('anna');
  }

  @Processing('newsletter')
  @Returns(Done)
  @Get('newsletter')
  newsletter(): object {
    return { done: true };
  }

  @Processing('membership')
  @Returns(Member)
  @Get('fails')
  fails(): Member {
    throw new Error(`no row for ${anna.email}`);
  }
}

/** Nobody is let in without the header. */
const doorman: CanActivate = {
  canActivate: (context: ExecutionContext) =>
    context.switchToHttp().getRequest().headers['x-ticket'] === 'valid',
};
const ticket = { 'x-ticket': 'valid' };

const CONSENT_REQUIRED = { status: 403, text: expect.stringContaining('consent-required') };

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  describe('providers of one request', () => {
    @Injectable({ scope: Scope.REQUEST })
    class Desk {
      readonly request: object;
      readonly privacy: PrivacyService;
      constructor(@Inject(REQUEST) request: object, @Inject(PrivacyService) privacy: PrivacyService) {
        this.request = request;
        this.privacy = privacy;
      }
      serve(): object {
        return { ...memberOf('anna'), id: this.privacy.unit.subject, diagnosis: anna.diagnosis };
      }
    }
    @Controller()
    class DeskController {
      readonly desk: Desk;
      constructor(@Inject(Desk) desk: Desk) {
        this.desk = desk;
      }
      @Processing('analytics')
      @Returns(Member)
      @Get('profile')
      profile(): object {
        return this.desk.serve();
      }
      @Processing('membership')
      @Returns(Member)
      @Get('card')
      card(@Subject() id: string): object {
        return { ...this.desk.serve(), id };
      }
    }

    test('serve what their purpose shows, refuse what it does not, each request for itself', async () => {
      await using serving = await serve(platform, {
        controllers: [DeskController],
        providers: [Desk],
      });
      expect(await serving.ask('GET', '/profile')).toMatchObject(CONSENT_REQUIRED);
      serving.world.remember('anna', [consented('analytics')]);
      const answers = await Promise.all([
        serving.ask('GET', '/profile'),
        serving.ask('GET', '/profile', { as: 'bert' }),
        serving.ask('GET', '/card'),
      ]);
      expect(answers).toMatchObject([{ status: 200 }, CONSENT_REQUIRED, { status: 200 }]);
      expect(answers.map(bodyOf)).toMatchObject([
        { id: anna.id, birthDate: anna.birthDate, interests: [anna.interest], tariff: 'monthly' },
        {},
        CARD,
      ]);
      expect(bodyOf(answers[0])).not.toHaveProperty('email');
    });
  });

  describe('a global prefix', () => {
    test('stands before every route and before the rights, which links and records know', async () => {
      const { world, privacy } = worldBelow('/api/privacy');
      await using serving = await serve(platform, {
        world,
        privacyModule: PrivacyModule.forRoot({ ...optionsFor(world), privacy }),
        controllers: [Members],
        configure: (app) => void app.setGlobalPrefix('api'),
      });
      expect(await serving.ask('GET', '/card')).toMatchObject({ status: 404 });
      expect(await serving.ask('GET', '/api/newsletter')).toMatchObject({
        status: 403,
        text: expect.stringContaining('/api/privacy/'),
      });
      expect(await serving.ask('GET', '/api/card')).toMatchObject({ status: 200 });
      expect(await serving.ask('GET', '/api/privacy/consents', { as: 'nobody' })).toMatchObject({
        status: 401,
      });
      expect(await serving.ask('GET', '/api/privacy/consents')).toMatchObject({ status: 200 });
      expect(await serving.ask('GET', '/.well-known/gpc.json')).toMatchObject({ status: 200 });
    });

    test('that the policy does not know of is found at start-up, for its links would lead nowhere', async () => {
      const starting = serve(platform, {
        controllers: [Members],
        configure: (app) => void app.setGlobalPrefix('api'),
      });
      await expect(starting).rejects.toThrow('/api/privacy');
    });
  });

  describe('versions in the address', () => {
    @Controller({ path: 'me', version: '1' })
    class Old {
      @Processing('membership')
      @Returns(Member)
      @Get()
      me(): object {
        return memberOf('anna');
      }
    }
    @Controller({ path: 'me', version: '2' })
    class New {
      @Processing('door-security')
      @Returns(Visit)
      @Get()
      me(): object {
        return { memberId: anna.id, at: anna.visitedAt, door: 'river', of: anna.email };
      }
    }

    test('have a purpose each, and the rights have no version', async () => {
      await using serving = await serve(platform, {
        controllers: [Old, New],
        configure: (app) => void app.enableVersioning({ type: VersioningType.URI }),
      });
      expect(await serving.ask('GET', '/me')).toMatchObject({ status: 404 });
      expect(bodyOf(await serving.ask('GET', '/v1/me'))).toEqual(CARD);
      expect(bodyOf(await serving.ask('GET', '/v2/me'))).toEqual({
        memberId: anna.id,
        at: anna.visitedAt,
        door: 'river',
      });
      expect(await serving.ask('GET', '/privacy/notice', { as: 'nobody' })).toMatchObject({
        status: 200,
      });
      expect((await serving.world.records()).map(({ route, purpose }) => [route, purpose])).toEqual(
        [
          ['GET /v1/me', 'membership'],
          ['GET /v1/me', 'membership'],
          ['GET /v2/me', 'door-security'],
          ['GET /v2/me', 'door-security'],
        ],
      );
    });
  });

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

  describe('an exception filter of the application', () => {
    class Taken extends Error {}

    @Catch(Taken)
    class TakenFilter implements ExceptionFilter {
      catch(_error: Taken, host: ArgumentsHost): void {
        const response = host.switchToHttp().getResponse();
        const document = { title: 'Taken', status: 409, of: anna.email };
        response.status(409).type('application/problem+json').send(document);
      }
    }
    @Catch()
    class LeakyFilter implements ExceptionFilter {
      catch(error: unknown, host: ArgumentsHost): void {
        host.switchToHttp().getResponse().status(500).send({ error: String(error) });
      }
    }
    @Catch()
    class LeakyTextFilter implements ExceptionFilter {
      catch(error: unknown, host: ArgumentsHost): void {
        host.switchToHttp().getResponse().status(500).type('text/html').send(`<p>${error}</p>`);
      }
    }
    @Controller()
    class Failing {
      @Processing('membership')
      @Returns(Member)
      @Get('taken')
      taken(): object {
        throw new Taken(anna.email);
      }
      @Processing('membership')
      @Returns(Member)
      @UseFilters(new LeakyFilter())
      @Get('leaky')
      leaky(): object {
        throw new Error(`no row for ${anna.email}`);
      }
      @UseFilters(new LeakyTextFilter())
      @Processing('membership')
      @Returns(Member)
      @Get('leaky-text')
      leakyText(): object {
        throw new Error(`no row for ${anna.email}`);
      }
      @Processing('membership')
      @Returns(Member)
      @Get('forbidden')
      forbidden(): object {
        throw new ForbiddenException(`not for ${anna.email}`);
      }
    }

    test('that repeats an error does not get it out', async () => {
      await using serving = await serve(platform, { controllers: [Failing] });
      for (const path of ['/leaky', '/leaky-text']) {
        const answer = await serving.ask('GET', path);
        expect(answer).toMatchObject({
          status: 500,
          headers: { 'content-type': 'application/problem+json' },
        });
        expectSilence([['the answer', textOf(answer)]]);
      }
    });

    test('may answer with a problem document; what it does not catch is answered as ever', async () => {
      for (const way of [
        { providers: [{ provide: APP_FILTER, useClass: TakenFilter }] },
        { configure: (app) => void app.useGlobalFilters(new TakenFilter()) },
      ] satisfies Partial<Application>[]) {
        await using serving = await serve(platform, { controllers: [Failing], ...way });
        expect(await serving.ask('GET', '/taken')).toMatchObject({
          status: 409,
          text: JSON.stringify({ title: 'Taken', status: 409 }),
        });
        const forbidden = await serving.ask('GET', '/forbidden');
        expect(forbidden).toMatchObject({
          status: 403,
          headers: { 'content-type': 'application/problem+json' },
        });
        expectSilence([['the answer', textOf(forbidden)]]);
      }
    });
  });

  describe('an application that is tested', () => {
    @Injectable()
    class Desk {
      find(): object {
        return memberOf('bert');
      }
    }
    @Controller()
    class DeskController {
      readonly desk: Desk;
      constructor(@Inject(Desk) desk: Desk) {
        this.desk = desk;
      }
      @Processing('membership')
      @Returns(Member)
      @Get('card')
      card(): object {
        return this.desk.find();
      }
      @Processing('newsletter')
      @Returns(Done)
      @Get('newsletter')
      newsletter(): object {
        return { done: true };
      }
    }

    test('refuses, serves and records as the one that runs, also with a provider replaced', async () => {
      const application: Application = { controllers: [DeskController], providers: [Desk] };
      await using running = await serve(platform, application);
      await using tested = await serve(platform, {
        ...application,
        create: async (module, adapter) => {
          const compiled = await Test.createTestingModule({ imports: [module] })
            .overrideProvider(Desk)
            .useValue({ find: () => memberOf('anna') })
            .compile();
          return compiled.createNestApplication(adapter, QUIET);
        },
      });
      for (const serving of [running, tested]) {
        expect(await serving.ask('GET', '/newsletter')).toMatchObject(CONSENT_REQUIRED);
      }
      expect(await running.ask('GET', '/card')).toMatchObject({
        status: 500,
        text: expect.stringContaining('subject-mismatch'),
      });
      expect(bodyOf(await tested.ask('GET', '/card'))).toEqual(CARD);
      expect((await tested.world.records()).map(({ kind }) => kind)).toEqual([
        'decision',
        'decision',
        'served',
      ]);
    });
  });

  describe('options that are made when the application starts', () => {
    @Injectable()
    class Settings {
      readonly world = createWorld();
    }
    @Injectable()
    class Options {
      createPrivacyOptions() {
        return optionsFor(createWorld());
      }
    }
    const settings = { module: class SettingsModule {}, providers: [Settings], exports: [Settings] };
    const optionsModule = {
      module: class OptionsModule {},
      providers: [Options],
      exports: [Options],
    };

    test.each([
      [
        'by a factory, from what another module provides',
        PrivacyModule.forRootAsync({
          imports: [settings],
          inject: [Settings],
          useFactory: async ({ world }: Settings) => optionsFor(world),
        }),
      ],
      ['by a class', PrivacyModule.forRootAsync({ useClass: Options })],
      [
        'by a provider that another module has',
        PrivacyModule.forRootAsync({ imports: [optionsModule], useExisting: Options }),
      ],
    ])('%s', async (_title, privacyModule) => {
      await using serving = await serve(platform, { controllers: [Members], privacyModule });
      expect(await serving.ask('GET', '/newsletter')).toMatchObject(CONSENT_REQUIRED);
      expect(bodyOf(await serving.ask('GET', '/card'))).toEqual(CARD);
      expect(await serving.ask('GET', '/privacy/consents')).toMatchObject({ status: 200 });
    });

    test('that name nobody who authorises do not start', async () => {
      const starting = serve(platform, {
        controllers: [Members],
        privacyModule: PrivacyModule.forRootAsync({
          // What a program without types may give.
          useFactory: () => Object.assign(optionsFor(createWorld()), { rights: {} }),
        }),
      });
      await expect(starting).rejects.toMatchObject({ code: 'authoriser-missing' });
    });
  });

  test('the control: without the privacy layer everything of Anna comes out', async () => {
    @Controller()
    class Bare {
      @Get('card')
      card(): object {
        return memberOf('anna');
      }
    }
    await using serving = await serve(platform, {
      controllers: [Bare],
      privacyModule: { module: class Nothing {} },
    });
    expect(found(textOf(await serving.ask('GET', '/card')), 'anna')).toContain('anna.birthDate');
  });
});

/** A world whose policy runs with another base. */
function worldBelow(baseUrl: string): { world: World; privacy: World['privacy'] } {
  const world = createWorld();
  const privacy = createPrivacy<Purpose>({
    policy,
    models,
    store: memorySubjectStore(),
    ledger: memoryLedger(),
    clock: world.now,
    baseUrl,
    warn: () => undefined,
  });
  return { world, privacy };
}

function textOf(answer: unknown): string {
  return String(Object(answer).text);
}

function bodyOf(answer: unknown): unknown {
  return JSON.parse(textOf(answer));
}
