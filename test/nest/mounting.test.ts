import { createPrivacy, memoryLedger, memorySubjectStore } from '@lawful/core';
import { PrivacyModule, PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import { Controller, Get, Inject, Injectable, Scope, VersioningType } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, test } from 'vitest';
import { found } from '../scenarios/expectations.ts';
import { consented } from '../scenarios/happened.ts';
import { Done, Member, models, Visit } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { nextPolicy, type Purpose, policy } from '../scenarios/policy.ts';
import { createWorld, type World } from '../scenarios/world.ts';
import { bodyOf, CARD, CONSENT_REQUIRED, Members, textOf } from './gym.ts';
import { type Application, optionsFor, PLATFORMS, QUIET, serve } from './serving.ts';

const { anna } = PEOPLE;

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  describe('providers of one request', () => {
    @Injectable({ scope: Scope.REQUEST })
    class Desk {
      readonly request: object;
      readonly privacy: PrivacyService;
      constructor(
        @Inject(REQUEST) request: object,
        @Inject(PrivacyService) privacy: PrivacyService,
      ) {
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
    policy: nextPolicy,
    versions: [policy],
    models,
    store: memorySubjectStore(),
    ledger: memoryLedger(),
    clock: world.now,
    baseUrl,
    warn: () => undefined,
  });
  return { world, privacy };
}
