import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from './config.ts';

/** Where the {@link Config} is injected. */
export const CONFIG = Symbol('clinic.config');

/** Hands the environment, once read, to every module. */
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
