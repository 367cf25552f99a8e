import { Module } from '@nestjs/common';
import { AppointmentsModule } from '../appointments/appointments.module.ts';
import { DatabaseModule } from '../database/database.module.ts';
import { PatientsModule } from '../patients/patients.module.ts';
import { PrescriptionsModule } from '../prescriptions/prescriptions.module.ts';
import { CareTeamController } from './care-team.controller.ts';
import { CareTeams } from './care-teams.ts';
import { PractitionerController } from './practitioner.controller.ts';
import { PractitionersController } from './practitioners.controller.ts';

/** Who practises here, whom they treat, and what they see. */
@Module({
  imports: [DatabaseModule, PatientsModule, AppointmentsModule, PrescriptionsModule],
  controllers: [PractitionersController, PractitionerController, CareTeamController],
  providers: [CareTeams],
})
export class PractitionersModule {}
