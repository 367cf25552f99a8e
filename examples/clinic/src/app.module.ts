import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AppointmentsModule } from './appointments/appointments.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Config } from './config/config.ts';
import { ClinicProblemFilter } from './http/clinic-problem.filter.ts';
import { HealthController } from './http/health.controller.ts';
import { PatientsModule } from './patients/patients.module.ts';
import { PractitionersModule } from './practitioners/practitioners.module.ts';
import { PrescriptionsModule } from './prescriptions/prescriptions.module.ts';
import { mountPrivacy } from './privacy/mount.ts';
import { RunningPrivacyModule } from './privacy/running-privacy.module.ts';
import { RemindersModule } from './reminders/reminders.module.ts';
import { ResearchModule } from './research/research.module.ts';
import { RetentionModule } from './retention/retention.module.ts';
import { SecretaryModule } from './secretary/secretary.module.ts';

/** The practice, whole. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        AuthModule,
        RunningPrivacyModule,
        mountPrivacy(),
        PatientsModule,
        PractitionersModule,
        AppointmentsModule,
        PrescriptionsModule,
        RemindersModule,
        ResearchModule,
        SecretaryModule,
        RetentionModule,
      ],
      controllers: [HealthController],
      providers: [{ provide: APP_FILTER, useClass: ClinicProblemFilter }],
    };
  }
}
