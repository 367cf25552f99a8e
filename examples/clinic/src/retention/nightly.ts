import { isPrivacyError } from '@lawful/core';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { OutboxKeeper } from './outbox-keeper.ts';

/** What happens at night: what is no longer needed goes. */
@Injectable()
export class Nightly {
  readonly #logger = new Logger('Nightly');
  readonly #outbox: OutboxKeeper;

  constructor(@Inject(OutboxKeeper) outbox: OutboxKeeper) {
    this.#outbox = outbox;
  }

  /** Erases old reminders, patient by patient: each is decided by itself, and one refusal keeps no other from going. */
  @Cron(CronExpression.EVERY_DAY_AT_3AM, { name: 'erase-old-reminders', waitForCompletion: true })
  async eraseOldReminders(now: Date = new Date()): Promise<void> {
    let erased = 0;
    let refused = 0;
    for (const patientId of await this.#outbox.overdue(now)) {
      try {
        erased += await this.#outbox.eraseOf(patientId, now);
      } catch (error) {
        if (!isPrivacyError(error)) throw error;
        refused++;
      }
    }
    this.#logger.log({ erased, refused });
  }
}
