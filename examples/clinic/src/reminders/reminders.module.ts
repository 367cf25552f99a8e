import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.ts';
import { ReminderWorker } from './reminder.worker.ts';
import { ReminderQueueModule } from './reminder-queue.module.ts';
import { ReminderSender } from './reminder-sender.ts';
import { RemindersController } from './reminders.controller.ts';

/** Reminders of appointments, for those who want them. */
@Module({
  imports: [DatabaseModule, ReminderQueueModule],
  controllers: [RemindersController],
  providers: [ReminderSender, ReminderWorker],
})
export class RemindersModule {}
