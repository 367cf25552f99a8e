import { type AuditTracing, createAuditTracing } from '@lawful/core/otel';
import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { DatabaseModule } from '../database/database.module.ts';
import { type Consents, openConsents } from './consents.ts';
import { createClinicPrivacy } from './create-privacy.ts';

/** Where the running policy is injected that the privacy module is made of. */
export const CLINIC_PRIVACY = Symbol('clinic.privacy');

const CONSENTS = Symbol('clinic.consents');
const TRACING = Symbol('clinic.tracing');

/** The running policy with the consents that it goes by, and its audit trail as spans where the environment names a receiver. */
@Module({
  imports: [DatabaseModule],
  providers: [
    {
      provide: CONSENTS,
      inject: [CONFIG],
      useFactory: ({ databaseUrl = '' }: Config) => openConsents(databaseUrl),
    },
    {
      provide: TRACING,
      inject: [CONFIG],
      useFactory: ({ otlpEndpoint: url }: Config) =>
        url === undefined ? null : createAuditTracing({ url, serviceName: 'clinic' }),
    },
    {
      provide: CLINIC_PRIVACY,
      inject: [getDataSourceToken(), CONSENTS, TRACING],
      useFactory: (dataSource: DataSource, { store }: Consents, tracing: AuditTracing | null) => {
        const logger = new Logger('Privacy');
        const privacy = createClinicPrivacy({
          dataSource,
          store,
          relays: tracing === null ? [] : [tracing.relay],
          warn: (text) => logger.warn(text),
        });
        for (const { severity, code, place, message } of privacy.findings) {
          if (severity === 'warning') logger.warn(`${code} at ${place}: ${message}`);
        }
        return privacy;
      },
    },
  ],
  exports: [CLINIC_PRIVACY],
})
export class RunningPrivacyModule implements OnApplicationShutdown {
  readonly #consents: Consents;
  readonly #tracing: AuditTracing | null;

  constructor(@Inject(CONSENTS) consents: Consents, @Inject(TRACING) tracing: AuditTracing | null) {
    this.#consents = consents;
    this.#tracing = tracing;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#tracing?.shutdown();
    await this.#consents.close();
  }
}
