import { PrivacyModule, type PrivacyOptions, Processing, Returns } from '@lawful/nest';
import { type CanActivate, Controller, Get, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { describe, expect, test } from 'vitest';
import { Member } from '../scenarios/models.ts';
import { memberOf } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { listening } from './findings-told.ts';
import { optionsFor, PLATFORMS, serve } from './serving.ts';

describe.each(PLATFORMS)(
  'An application on %s whose guards stand in any order',
  (_name, platform) => {
    const happened: string[] = [];
    const asked = (name: string): CanActivate => ({
      canActivate: () => happened.push(name) > 0,
    });
    const global = asked('global');
    const ofClass = asked('class');
    const below = asked('below');
    const above = asked('above');
    const card = (): object => memberOf('anna');
    if (!(global && ofClass && below && above)) throw new TypeError('four guards');

    @Controller('a')
    @UseGuards(ofClass)
    class SaidOnMethods {
      @UseGuards(above)
      @Processing('membership')
      @UseGuards(below)
      @Returns(Member)
      @Get('both')
      both(): object {
        return card();
      }
      @UseGuards(above)
      @Processing('membership')
      @Returns(Member)
      @Get('above')
      above(): object {
        return card();
      }
      @Processing('membership')
      @UseGuards(below)
      @Returns(Member)
      @Get('below')
      below(): object {
        return card();
      }
    }
    @Processing('membership')
    @UseGuards(ofClass)
    @Controller('b')
    class SaidAboveTheClass {
      @UseGuards(above)
      @Returns(Member)
      @Get('one')
      one(): object {
        return card();
      }
    }
    @UseGuards(ofClass)
    @Processing('membership')
    @Controller('c')
    class SaidBelowTheClass {
      @UseGuards(above)
      @Returns(Member)
      @Get('one')
      one(): object {
        return card();
      }
      @UseGuards(above)
      @Processing('membership')
      @UseGuards(below)
      @Returns(Member)
      @Get('both')
      both(): object {
        return card();
      }
    }
    const paths = {
      '/a/both': ['global', 'class', 'below', 'above', 'gate'],
      '/a/above': ['global', 'class', 'above', 'gate'],
      '/a/below': ['global', 'class', 'below', 'gate'],
      '/b/one': ['global', 'class', 'above', 'gate'],
      '/c/one': ['global', 'class', 'above', 'gate'],
      '/c/both': ['global', 'class', 'below', 'above', 'gate'],
    };

    test('decides once, after all of them, and says which stand in the wrong place', async () => {
      const world = createWorld();
      const options: PrivacyOptions = {
        ...optionsFor(world),
        subject: (request) => {
          happened.push('gate');
          return optionsFor(world).subject(request);
        },
      };
      const { warnings, create } = listening();
      await using serving = await serve(platform, {
        world,
        privacyModule: PrivacyModule.forRoot(options),
        controllers: [SaidOnMethods, SaidAboveTheClass, SaidBelowTheClass],
        providers: [{ provide: APP_GUARD, useValue: global }],
        create,
      });
      for (const [path, order] of Object.entries(paths)) {
        happened.length = 0;
        expect(await serving.ask('GET', path)).toMatchObject({ status: 200 });
        expect({ path, happened }).toEqual({ path, happened: order });
      }
      expect(warnings.map((it) => it.split(':')[0])).toEqual([
        'guard-after-processing at SaidOnMethods.both',
        'guard-after-processing at SaidOnMethods.above',
        'guard-after-processing at SaidBelowTheClass',
        'guard-after-processing at SaidBelowTheClass.both',
      ]);
      expect(warnings[0]).toContain('Put @Processing above the guards of the handler');
    });
  },
);
