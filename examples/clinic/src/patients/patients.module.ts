import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { DatabaseModule } from '../database/database.module.ts';
import { PatientsController } from './patients.controller.ts';
import { PatientsService } from './patients.service.ts';

/** The patients and their files. */
@Module({
  imports: [DatabaseModule, AuthModule],
  controllers: [PatientsController],
  providers: [PatientsService],
  exports: [PatientsService],
})
export class PatientsModule {}
