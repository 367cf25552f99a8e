import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.ts';
import { ReminderQueueModule } from '../reminders/reminder-queue.module.ts';
import { AppointmentsController } from './appointments.controller.ts';
import { AppointmentsService } from './appointments.service.ts';

/** Who comes when. */
@Module({
  imports: [DatabaseModule, ReminderQueueModule],
  controllers: [AppointmentsController],
  providers: [AppointmentsService],
  exports: [AppointmentsService],
})
export class AppointmentsModule {}
