import { Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { PatientsModule } from '../patients/patients.module.ts';
import { PrescriptionsModule } from '../prescriptions/prescriptions.module.ts';
import { StudyPseudonyms } from './pseudonyms.ts';
import { ResearchController } from './research.controller.ts';

/** A study on allergies and treatments. */
@Module({
  imports: [PatientsModule, PrescriptionsModule],
  controllers: [ResearchController],
  providers: [
    {
      provide: StudyPseudonyms,
      inject: [CONFIG],
      useFactory: ({ signingKey }: Config) => new StudyPseudonyms(signingKey, 'allergies-2026'),
    },
  ],
})
export class ResearchModule {}
