import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { type Job, PgBoss } from 'pg-boss';
import type { Appointment } from '../appointments/appointment.entity.ts';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';

/** What a queued reminder holds: whom and what it is about. Everything else is looked up when it is due. */
export interface ReminderJob {
  readonly patientId: string;
  readonly appointmentId: string;
}

/** What one reminder came to: sent, or the code of the refusal. */
export type Outcome = 'sent' | string;

const QUEUE = 'reminders';

/** Reminders that wait for their time, on the same PostgreSQL as everything else. */
@Injectable()
export class ReminderQueue implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Reminders');
  readonly #boss: PgBoss;
  readonly #remindBeforeMs: number;

  constructor(@Inject(CONFIG) { databaseUrl = '', remindBeforeMs }: Config) {
    this.#boss = new PgBoss({ connectionString: databaseUrl, schema: 'queue', max: 4 });
    this.#remindBeforeMs = remindBeforeMs;
    // Unheard, an error of a connection would end the process.
    this.#boss.on('error', (error) => this.#logger.error(error));
  }

  async onModuleInit(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, { retryLimit: 5, retryDelay: 5, retryBackoff: true });
  }

  /** Queues the reminder of an appointment; one that is near is due at once. */
  async add({ id, patientId, at }: Appointment): Promise<void> {
    const job: ReminderJob = { patientId, appointmentId: id };
    const startAfter = new Date(at.getTime() - this.#remindBeforeMs);
    await this.#boss.send(QUEUE, job, { startAfter, singletonKey: id });
  }

  /** Hands every reminder that is due to `remind`; what it rejects with is tried again later. */
  async work(remind: (job: Job<ReminderJob>) => Promise<Outcome>): Promise<void> {
    await this.#boss.work<ReminderJob>(
      QUEUE,
      { pollingIntervalSeconds: 1, batchSize: 1 },
      async ([job]) => (job === undefined ? undefined : { outcome: await remind(job) }),
    );
  }

  /** Takes no more jobs, and waits for the one under way. */
  async rest(): Promise<void> {
    await this.#boss.offWork(QUEUE, { wait: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5_000 });
  }
}
