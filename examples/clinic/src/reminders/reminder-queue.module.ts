import { Module } from '@nestjs/common';
import { ReminderQueue } from './reminder-queue.ts';

/** The queue of reminders. */
@Module({ providers: [ReminderQueue], exports: [ReminderQueue] })
export class ReminderQueueModule {}
