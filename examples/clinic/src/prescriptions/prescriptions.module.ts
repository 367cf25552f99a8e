import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.ts';
import { PrescriptionsController } from './prescriptions.controller.ts';
import { PrescriptionsService } from './prescriptions.service.ts';

/** What is prescribed. */
@Module({
  imports: [DatabaseModule],
  controllers: [PrescriptionsController],
  providers: [PrescriptionsService],
  exports: [PrescriptionsService],
})
export class PrescriptionsModule {}
