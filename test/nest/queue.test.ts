import { PrivacyService, Processing } from '@lawful/nest';
import { Inject, Injectable } from '@nestjs/common';
import { type Job, PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { expectSilence } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { open } from './surgery.ts';

const { anna, bert } = PEOPLE;

interface Reminder {
  readonly member?: string;
}

/** The worker of a queue: it takes a job, and the gate stands between. */
@Injectable()
class Reminders {
  readonly privacy: PrivacyService;
  readonly sentTo: unknown[] = [];

  constructor(@Inject(PrivacyService) privacy: PrivacyService) {
    this.privacy = privacy;
  }

  @Processing('newsletter', { subject: (job: Job<Reminder>) => job.data.member, channel: 'email' })
  async remind(_job: Job<Reminder>): Promise<void> {
    this.sentTo.push(this.privacy.unit.subject);
  }
}

let postgres: Postgres;
let boss: PgBoss;

beforeAll(async () => {
  postgres = await startPostgres();
  boss = new PgBoss({ connectionString: postgres.url });
  // Without a listener an error of its maintenance would end the process.
  boss.on('error', () => undefined);
  await boss.start();
});

afterAll(async () => {
  await boss?.stop({ graceful: false });
  await postgres?.stop();
});

test('a reminder that was queued before consent was withdrawn is not sent after it', async () => {
  await using surgery = await open({ providers: [Reminders] });
  const { world, app } = surgery;
  const reminders = app.get(Reminders);
  world.remember('anna', [consented('newsletter', { channel: 'email' })]);
  world.remember('bert', [consented('newsletter', { channel: 'email' })]);

  await boss.createQueue('reminders', { retryLimit: 0 });
  const ofAnna = await boss.send('reminders', { member: anna.id });
  const ofBert = await boss.send('reminders', { member: bert.id });
  const ofNobody = await boss.send('reminders', {});
  world.remember('anna', [withdrew('newsletter')]);

  await boss.work<Reminder>('reminders', { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (job !== undefined) await reminders.remind(job);
  });
  const stateOf = async (id: string | null) =>
    (await boss.findJobs('reminders', { id: String(id) }))[0];
  await vi.waitFor(
    async () => {
      const jobs = await Promise.all([ofAnna, ofBert, ofNobody].map(stateOf));
      expect(jobs.map((it) => it?.state)).toEqual(['failed', 'completed', 'failed']);
    },
    { timeout: 15_000, interval: 200 },
  );

  expect(reminders.sentTo).toEqual([bert.id]);
  expect(await surgery.decisions()).toEqual([
    ['newsletter', 'deny', 'consent_withdrawn'],
    ['newsletter', 'allow', 'consent_given'],
    ['newsletter', 'deny', 'actor_unknown'],
  ]);
  // A queue keeps the error of a failed job beside it, for years perhaps.
  const kept = await Promise.all([ofAnna, ofNobody].map(stateOf));
  expectSilence([
    ['the errors that the queue keeps', JSON.stringify(kept.map((it) => it?.output))],
  ]);
  await boss.offWork('reminders');
});
