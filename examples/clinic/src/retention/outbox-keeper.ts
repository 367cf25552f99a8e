import { Processing } from '@lawful/nest';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { SentReminder } from '../reminders/sent-reminder.entity.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long reminders are kept once they were sent: what the policy promises. */
const KEPT_MS = 30 * DAY_MS;

/** Knows which reminders have been kept for long enough. */
@Injectable()
export class OutboxKeeper {
  readonly #sent: Repository<SentReminder>;

  constructor(@InjectRepository(SentReminder) sent: Repository<SentReminder>) {
    this.#sent = sent;
  }

  /** Patients of whom something is kept too long at `now`. */
  async overdue(now: Date): Promise<readonly string[]> {
    const rows = await this.#sent.find({
      select: { patientId: true },
      where: { sentAt: LessThan(termOf(now)) },
    });
    return [...new Set(rows.map(({ patientId }) => patientId))];
  }

  /** Erases what is kept too long of one patient. Refused while processing is restricted (Art. 18): then it stays. */
  @Processing('storage-limitation', {
    subject: (patientId: string) => patientId,
    operation: 'dpv:Erase',
  })
  async eraseOf(patientId: string, now: Date): Promise<number> {
    const { affected } = await this.#sent.delete({ patientId, sentAt: LessThan(termOf(now)) });
    return affected ?? 0;
  }
}

function termOf(now: Date): Date {
  return new Date(now.getTime() - KEPT_MS);
}
