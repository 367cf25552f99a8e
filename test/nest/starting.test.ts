import { opaque } from '@lawful/core';
import { PrivacyModule, Processing, Returns } from '@lawful/nest';
import { Body, Controller, Get, Injectable, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { describe, expect, test } from 'vitest';
import { Done, HealthNote, Member, NewMember, Visit } from '../scenarios/models.ts';
import { memberOf } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { listening, namedPlace, refusalOf } from './findings-told.ts';
import { optionsFor, PLATFORMS, QUIET, serve } from './serving.ts';
import { ALL, EVERYTHING_WRONG, Jobs, Late, Unsaid } from './wrong.ts';

describe.each(PLATFORMS)('An application on %s', (_name, platform) => {
  test('that gets everything wrong does not start, and tells all of it at once', async () => {
    const error = await refusalOf(serve(platform, EVERYTHING_WRONG));
    expect(error.code).toBe('findings-at-start');
    const errors = error.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(namedPlace).sort()).toEqual(ALL.map(([code, at]) => `${code} ${at}`).sort());
    for (const [code, place, words] of ALL) {
      const told = errors.filter((it) => it.code === code && it.place === place);
      expect(told.map(({ message }) => message).join('\n')).toContain(words);
    }
    // Whoever reads the message alone knows as much.
    for (const { code, place, message, remedy, article } of error.findings)
      expect(error.message).toContain(`${code} at ${place}: ${message} ${remedy} [${article}]`);
    expect(error.findings.filter(({ severity }) => severity === 'warning').map(namedPlace)).toEqual(
      ['guard-after-processing Late.late', 'guard-after-processing LateClass'],
    );
  });

  test('that comes after one that did not start starts all the same', async () => {
    await refusalOf(serve(platform, EVERYTHING_WRONG));
    await using serving = await serve(platform, { controllers: [Late] });
    expect(await serving.ask('GET', '/late')).toMatchObject({ status: 200 });
  });

  test('whose rights nobody guards does not start', async () => {
    const world = createWorld();
    const { rights: _none, ...options } = optionsFor(world);
    const starting = serve(platform, {
      world,
      // @ts-expect-error whoever exercises rights must be proven
      privacyModule: PrivacyModule.forRoot({ ...options }),
    });
    expect(await refusalOf(starting)).toMatchObject({ code: 'authoriser-missing' });
  });

  describe('without mistakes', () => {
    abstract class Base {
      @Get('state') @Returns(Done) state(): object {
        return { done: true, of: this.constructor.name };
      }
      @Get('health') health(): string {
        return 'up';
      }
    }
    @Controller('open')
    class Open extends Base {}
    @Processing('newsletter')
    @Controller('closed')
    class Closed extends Base {
      @Returns(opaque('a word')) override health(): string {
        return 'up';
      }
    }
    abstract class Said {
      @Processing('membership') @Returns(Member) @Get() one(): object {
        return memberOf('anna');
      }
    }
    @Controller('said-one')
    class SaidOne extends Said {}
    @Controller('said-other')
    class SaidOther extends Said {}

    class Tool {
      name!: string;
    }
    @Controller('tools')
    class WithoutPersonalData {
      @Get() all(@Query('page') page: string, @Body() body: object): object {
        return { page, body };
      }
      @Post() one(@Body() tool: Tool): Tool {
        return tool;
      }
      @Get('done') done(): object {
        return { done: true };
      }
    }

    /** Services are left as they are, whatever they take and give. */
    @Injectable()
    class Members {
      save(member: NewMember): Member {
        return Object.assign(new Member(), member);
      }
      @Processing('membership', { subject: (id: string) => id }) async find(
        _id: string,
      ): Promise<Member> {
        return memberOf('anna');
      }
    }
    @Controller()
    class Events {
      @EventPattern('left')
      @Processing('membership', { subject: ({ id }: Member) => id })
      async left(@Payload() _member: Member): Promise<void> {}
    }

    test('starts without a word, whatever it provides and inherits', async () => {
      const { warnings, create } = listening();
      await using serving = await serve(platform, {
        controllers: [Open, Closed, SaidOne, SaidOther, WithoutPersonalData, Events],
        providers: [
          Members,
          { provide: 'model', useValue: Member },
          { provide: 'instance', useValue: memberOf('anna') },
          { provide: 'nothing', useValue: undefined },
          { provide: 'factory', useFactory: (members: Members) => members, inject: [Members] },
          { provide: 'arrow', useFactory: () => Visit },
          { provide: 'class', useFactory: () => HealthNote },
          { provide: 'alias', useExisting: Members },
          { provide: 'again', useClass: Members },
        ],
        create,
      });
      expect(warnings).toEqual([]);
      // What is said of one class holds for no other that inherits the same handler.
      expect(await serving.ask('GET', '/closed/state')).toMatchObject({ status: 403 });
      expect(await serving.ask('GET', '/open/state')).toMatchObject({
        status: 200,
        text: '{"done":true,"of":"Open"}',
      });
      expect(await serving.ask('GET', '/open/health')).toMatchObject({ status: 200, text: 'up' });
      for (const path of ['/said-one', '/said-other'])
        expect(await serving.ask('GET', path)).toMatchObject({ status: 200 });
    });
  });
});

test('An application without HTTP tells its findings, too', async () => {
  const world = createWorld();
  const building = NestFactory.createApplicationContext(
    {
      module: class Worker {},
      imports: [PrivacyModule.forRoot(optionsFor(world))],
      providers: [Jobs],
    },
    QUIET,
  );
  const { findings } = await refusalOf(building);
  expect(findings.map(namedPlace)).toEqual(['subject-unknowable Jobs.send']);
});

test('An application in a test module tells its findings, too', async () => {
  const compiled = await Test.createTestingModule({
    imports: [PrivacyModule.forRoot(optionsFor(createWorld()))],
    controllers: [Unsaid],
  }).compile();
  const { findings } = await refusalOf(compiled.createNestApplication().init());
  expect(findings).toHaveLength(3);
});
