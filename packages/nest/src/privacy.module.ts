import { type Finding, routeFinding } from '@lawful/core';
import {
  type DynamicModule,
  Inject,
  Module,
  type NestModule,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { HttpAdapterHost, ModuleRef, ModulesContainer } from '@nestjs/core';
import { type Claim, claimClasses, claimInstances, configOf, mountAt } from './application.ts';
import { type AsyncPrivacyOptions, asyncProviders } from './async-options.ts';
import { NestPrivacy } from './nest-privacy.ts';
import type { PrivacyOptions } from './options.ts';
import { PrivacyService } from './privacy.service.ts';
import { PrivacyExceptionFilter } from './privacy-exception.filter.ts';
import { createRightsController } from './rights.controller.ts';
import { tellFindings } from './start-up.ts';
import { NEST_PRIVACY, PRIVACY_OPTIONS, RIGHTS_PATH } from './tokens.ts';

/** What is said of the module itself, beside the options. */
export interface ModulePlace {
  /** Path of the rights endpoint, below the application's prefix. Default `privacy`. */
  readonly path?: string;
  /** Decorators for the controller of the rights endpoint: `[Public()]` where a guard of the application asks for one. */
  readonly decorators?: readonly ClassDecorator[];
  /** Whether every module finds {@link PrivacyService}. Default true. */
  readonly global?: boolean;
}

/** Lawful in a Nest application. Import it once, in the root module. */
@Module({})
export class PrivacyModule implements NestModule, OnModuleInit, OnApplicationShutdown {
  readonly #lawful: NestPrivacy;
  readonly #path: string;
  readonly #host: HttpAdapterHost;
  readonly #moduleRef: ModuleRef;
  readonly #modules: ModulesContainer;
  readonly #claim: Claim;
  #told = false;

  constructor(
    @Inject(NEST_PRIVACY) lawful: NestPrivacy,
    @Inject(RIGHTS_PATH) path: string,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
    @Inject(ModuleRef) moduleRef: ModuleRef,
    @Inject(ModulesContainer) modules: ModulesContainer,
  ) {
    this.#lawful = lawful;
    this.#path = path;
    this.#host = host;
    this.#moduleRef = moduleRef;
    this.#modules = modules;
    this.#claim = claimClasses(lawful, modules);
    // First in the list is asked last: filters of the application go before it.
    configOf(moduleRef).getGlobalFilters().unshift(new PrivacyExceptionFilter(lawful));
  }

  /**
   * @throws PrivacyError `authoriser-missing` at start-up, and `findings-at-start` with everything that is wrong with
   * any route or handler.
   */
  static forRoot(options: PrivacyOptions & ModulePlace): DynamicModule {
    return define(options, [], [{ provide: PRIVACY_OPTIONS, useValue: options }]);
  }

  /** The same, with options that are made by a factory or a provider. */
  static forRootAsync(options: AsyncPrivacyOptions & ModulePlace): DynamicModule {
    return define(options, options.imports ?? [], asyncProviders(options));
  }

  configure(): void {
    const { httpAdapter } = this.#host;
    if (!httpAdapter) return;
    const prefix = configOf(this.#moduleRef).getGlobalPrefix();
    const mounted = `/${prefix}/${this.#path}`.replace(/\/+/g, '/').replace(/\/$/, '');
    const { baseUrl } = this.#lawful.privacy;
    this.#tell(
      mounted === baseUrl
        ? []
        : [routeFinding('rights-path-mismatch', mounted, `The policy runs with ${baseUrl}.`)],
    );
    mountAt(httpAdapter, this.#lawful);
  }

  onModuleInit(): void {
    // An application without HTTP is not configured.
    this.#tell([]);
    claimInstances(this.#lawful, this.#modules);
  }

  onApplicationShutdown(): void {
    this.#claim.release();
  }

  /** Tells everything that was found, once: the prefix is known last. */
  #tell(more: readonly Finding[]): void {
    if (this.#told) return;
    this.#told = true;
    try {
      tellFindings([...this.#claim.findings, ...more]);
    } catch (error) {
      this.#claim.release();
      throw error;
    }
  }
}

function define(
  { path = 'privacy', decorators = [], global = true }: ModulePlace,
  imports: NonNullable<DynamicModule['imports']>,
  providers: readonly Provider[],
): DynamicModule {
  return {
    module: PrivacyModule,
    global,
    imports,
    controllers: [createRightsController(path, decorators)],
    providers: [
      ...providers,
      { provide: RIGHTS_PATH, useValue: path },
      {
        provide: NEST_PRIVACY,
        useFactory: (options: PrivacyOptions) => new NestPrivacy(options),
        inject: [PRIVACY_OPTIONS],
      },
      PrivacyService,
    ],
    exports: [PrivacyService, NEST_PRIVACY],
  };
}
