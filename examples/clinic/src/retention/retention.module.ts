import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { DatabaseModule } from '../database/database.module.ts';
import { Nightly } from './nightly.ts';
import { OutboxKeeper } from './outbox-keeper.ts';

/** Nothing is kept for longer than the policy promises. */
@Module({
  imports: [ScheduleModule.forRoot(), DatabaseModule],
  providers: [OutboxKeeper, Nightly],
})
export class RetentionModule {}
