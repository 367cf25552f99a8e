import type { DynamicModule, FactoryProvider, Provider, Type } from '@nestjs/common';
import type { PrivacyOptions } from './options.ts';
import { PRIVACY_OPTIONS } from './tokens.ts';

/** A provider that makes the options. */
export interface PrivacyOptionsFactory {
  createPrivacyOptions(): PrivacyOptions | Promise<PrivacyOptions>;
}

/** One of three ways to make the options once the providers are there that they need. */
export interface AsyncPrivacyOptions {
  readonly imports?: NonNullable<DynamicModule['imports']>;
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  readonly useFactory?: (...injected: never[]) => PrivacyOptions | Promise<PrivacyOptions>;
  readonly useClass?: Type<PrivacyOptionsFactory>;
  readonly useExisting?: Type<PrivacyOptionsFactory> | string | symbol;
}

/** The providers behind `forRootAsync`. Throws a TypeError where none of the three ways is given. */
export function asyncProviders(options: AsyncPrivacyOptions): readonly Provider[] {
  const { useFactory, useClass, useExisting, inject = [] } = options;
  if (useFactory !== undefined) return [{ provide: PRIVACY_OPTIONS, useFactory, inject }];
  const made = (factory: PrivacyOptionsFactory) => factory.createPrivacyOptions();
  if (useExisting !== undefined)
    return [{ provide: PRIVACY_OPTIONS, useFactory: made, inject: [useExisting] }];
  if (useClass === undefined)
    throw new TypeError('PrivacyModule.forRootAsync needs useFactory, useClass or useExisting');
  return [useClass, { provide: PRIVACY_OPTIONS, useFactory: made, inject: [useClass] }];
}
