import { PrivacyService, Processing } from '@lawful/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Cron, Interval, ScheduleModule } from '@nestjs/schedule';
import { expect, test, vi } from 'vitest';
import { consented, withdrew } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { decisionsIn, open } from './surgery.ts';

const { anna } = PEOPLE;

/** What a nightly job does: the times come from @nestjs/schedule, the work is about one person. */
@Injectable()
class Nightly {
  readonly privacy: PrivacyService;
  readonly sentTo: unknown[] = [];
  readonly countedFor: unknown[] = [];

  constructor(@Inject(PrivacyService) privacy: PrivacyService) {
    this.privacy = privacy;
  }

  @Cron('* * * * * *')
  @Processing('newsletter', { subject: () => anna.id, channel: 'email' })
  async send(): Promise<void> {
    this.sentTo.push(this.privacy.unit.subject);
  }

  // The other way round: the order of the two decorators must not matter.
  @Processing('analytics', { subject: () => anna.id })
  @Interval(20)
  async count(): Promise<void> {
    this.countedFor.push(this.privacy.unit.subject);
  }
}

const soon = { timeout: 5_000, interval: 20 };

test('a cron and an interval are refused without consent, run with it, and stop with its withdrawal', async () => {
  await using surgery = await open({ imports: [ScheduleModule.forRoot()], providers: [Nightly] });
  const { world, app } = surgery;
  const { sentTo, countedFor } = app.get(Nightly);

  await vi.waitFor(async () => expect(await outcomes()).toEqual(REFUSED), soon);
  expect({ sentTo, countedFor }).toEqual({ sentTo: [], countedFor: [] });

  world.remember('anna', [consented('newsletter', { channel: 'email' }), consented('analytics')]);
  await vi.waitFor(() => {
    expect(sentTo).toContain(anna.id);
    expect(countedFor).toContain(anna.id);
  }, soon);

  world.remember('anna', [withdrew('newsletter'), withdrew('analytics')]);
  const before = { sent: sentTo.length, counted: countedFor.length, all: await refusals() };
  await vi.waitFor(async () => {
    const since = (await refusals()).slice(before.all.length);
    expect(new Set(since)).toEqual(new Set(['newsletter', 'analytics']));
  }, soon);
  expect({ sent: sentTo.length, counted: countedFor.length }).toMatchObject({
    sent: before.sent,
    counted: before.counted,
  });

  async function outcomes() {
    return Object.fromEntries(
      (await decisionsIn(world)).map(([purpose, outcome]) => [purpose, outcome]),
    );
  }
  async function refusals() {
    return (await decisionsIn(world)).flatMap(([purpose, outcome]) =>
      outcome === 'deny' ? [purpose] : [],
    );
  }
});

const REFUSED = { newsletter: 'deny', analytics: 'deny' };
