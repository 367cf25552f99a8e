import { PrivacyModule } from '@lawful/nest';
import { Injectable } from '@nestjs/common';
import { describe, expect, test } from 'vitest';
import { createWorld } from '../scenarios/world.ts';
import { bodyOf, CARD, CONSENT_REQUIRED, Members } from './gym.ts';
import { optionsFor, PLATFORMS, serve } from './serving.ts';

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
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
    const settings = {
      module: class SettingsModule {},
      providers: [Settings],
      exports: [Settings],
    };
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
});
