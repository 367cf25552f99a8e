import { isPrivacyError } from '@lawful/core';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Job } from 'pg-boss';
import { type Outcome, type ReminderJob, ReminderQueue } from './reminder-queue.ts';
import { ReminderSender } from './reminder-sender.ts';

/** Works through the queue of reminders. */
@Injectable()
export class ReminderWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Reminders');
  readonly #queue: ReminderQueue;
  readonly #sender: ReminderSender;

  constructor(
    @Inject(ReminderQueue) queue: ReminderQueue,
    @Inject(ReminderSender) sender: ReminderSender,
  ) {
    this.#queue = queue;
    this.#sender = sender;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#queue.work((job) => this.#remind(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#queue.rest();
  }

  /** A refusal is an answer, and final; what only could not be found out is tried again. */
  async #remind(job: Job<ReminderJob>): Promise<Outcome> {
    try {
      await this.#sender.send(job);
      this.#logger.log({ job: job.id, outcome: 'sent' });
      return 'sent';
    } catch (error) {
      if (isPrivacyError(error) && error.status < 500) {
        this.#logger.log({ job: job.id, outcome: error.code });
        return error.code;
      }
      this.#logger.error(error);
      // The queue keeps what a job fails with, and errors of databases repeat values.
      throw new Error('The reminder could not be sent');
    }
  }
}
