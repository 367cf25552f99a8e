import { consentGiven, consentWithdrawn } from '@lawful/core/testing';
import type { StoreIncident } from '@lawful/postgres';
import { Client } from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { startInstallation } from './installation.ts';

const installation = await startInstallation();
afterAll(() => installation.stop());

/** So long that only hearing of a change can bring it. */
const PATIENT = { maxStaleness: 3_600_000 };
const NEVER_POLLS = { pollInterval: 3_600_000 };

let subjects = 0;
const somebody = (): string => `subject-${++subjects}`;

type Member = Awaited<ReturnType<typeof installation.join>>;

const statusAt = async ({ store }: Member, subject: string, needs = PATIENT) =>
  (await store.read(subject, needs)).state?.consents[0]?.status;

/** Milliseconds until a member knows, or Infinity after ten seconds. */
async function untilKnown(member: Member, subject: string): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < 10_000) {
    if ((await statusAt(member, subject)) === 'dpv:ConsentWithdrawn') {
      return performance.now() - begun;
    }
    await new Promise((resume) => setTimeout(resume, 5));
  }
  return Number.POSITIVE_INFINITY;
}

async function givenIn(members: readonly Member[]): Promise<string> {
  const subject = somebody();
  await members[0]?.store.append(subject, consentGiven('newsletter'));
  for (const member of members) {
    await member.store.read(subject, { maxStaleness: 0 });
    expect(await statusAt(member, subject)).toBe('dpv:ConsentGiven');
  }
  return subject;
}

test('a withdrawal through one process is heard of by another within a second', async () => {
  const [one, other] = [await installation.join(), await installation.join()];
  for (let round = 0; round < 20; round++) {
    const subject = await givenIn([one, other]);
    await one.store.append(subject, consentWithdrawn('newsletter'));
    expect(await untilKnown(other, subject)).toBeLessThan(1_000);
  }
});

test('without any transport the poll brings it', async () => {
  const [one, other] = [
    await installation.join({ invalidations: 'none', pollInterval: 50 }),
    await installation.join({ invalidations: 'none', pollInterval: 50 }),
  ];
  const subject = await givenIn([one, other]);
  await one.store.append(subject, consentWithdrawn('newsletter'));
  expect(await untilKnown(other, subject)).toBeLessThan(10_000);
});

test('where nothing is heard, what is too old is read anew', async () => {
  const [one, other] = [
    await installation.join({ invalidations: 'none', ...NEVER_POLLS }),
    await installation.join({ invalidations: 'none', ...NEVER_POLLS }),
  ];
  const subject = await givenIn([one, other]);
  await one.store.append(subject, consentWithdrawn('newsletter'));
  expect(await statusAt(other, subject), 'control: it has not heard').toBe('dpv:ConsentGiven');
  expect((await other.store.read(subject, PATIENT)).ageMs).toBeGreaterThan(0);
  await new Promise((resume) => setTimeout(resume, 60));
  expect(await statusAt(other, subject, { maxStaleness: 50 })).toBe('dpv:ConsentWithdrawn');
});

test('the session that has seen a change makes another process read it anew', async () => {
  const [one, other] = [
    await installation.join({ invalidations: 'none', ...NEVER_POLLS }),
    await installation.join({ invalidations: 'none', ...NEVER_POLLS }),
  ];
  const subject = await givenIn([one, other]);
  const { version } = await one.store.append(subject, consentWithdrawn('newsletter'));
  expect(await statusAt(other, subject), 'control: it has not heard').toBe('dpv:ConsentGiven');
  expect((await other.store.read(subject, { ...PATIENT, seen: version })).state?.version).toBe(
    version,
  );
});

test('a connection that is cut makes everything suspect at once: it is read anew, not served', async () => {
  const incidents: StoreIncident[] = [];
  const one = await installation.join();
  const other = await installation.join({
    ...NEVER_POLLS,
    onIncident: (it) => incidents.push(it),
  });
  const subject = await givenIn([one, other]);
  other.proxy.cut();
  await one.store.append(subject, consentWithdrawn('newsletter'));
  await vi.waitFor(() => expect(incidents.map((it) => it.kind)).toEqual(['feed-suspect']));
  expect(await statusAt(other, subject)).toBe('dpv:ConsentWithdrawn');
  expect(JSON.stringify(incidents)).not.toContain(subject);
});

test('a connection that is half open serves what is young enough, then nothing', async () => {
  const [one, other] = [await installation.join(), await installation.join({ pollInterval: 100 })];
  const subject = await givenIn([one, other]);
  other.proxy.stall();
  await one.store.append(subject, consentWithdrawn('newsletter'));
  const stalledAt = performance.now();
  let lastPermit = 0;
  for (let refused = 0; refused < 3; ) {
    const askedAt = performance.now();
    const status = await statusAt(other, subject, { maxStaleness: 500 }).catch(() => 'refused');
    if (status === 'dpv:ConsentGiven') lastPermit = askedAt;
    if (status === 'refused') refused++;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  expect(lastPermit - stalledAt, 'no permit after the bound').toBeLessThan(500);
  other.proxy.resume();
  await vi.waitFor(
    async () => expect(await statusAt(other, subject)).toBe('dpv:ConsentWithdrawn'),
    20_000,
  );
});

test('a transaction that stays open hides nothing of what others commit, and is heard of when it commits', async () => {
  const other = await installation.join({ invalidations: 'none', pollInterval: 50 });
  const one = await installation.join({ invalidations: 'none', pollInterval: 50 });
  const [early, late] = [await givenIn([one, other]), await givenIn([one, other])];
  const client = new Client({ connectionString: installation.server.url });
  await client.connect();
  await client.query('begin');
  await client.query('select pg_current_xact_id()');
  // What the store itself would write, held back in an open transaction.
  await client.query(
    `insert into lawful.subject_event (seq, epoch, subject_key, tenant, subject, event_id, type, event)
     select 2, 2, subject_key, tenant, subject, 'held-back', 'consent.withdrawn', '{}'
     from lawful.subject_event where subject = $1`,
    [late],
  );
  await one.store.append(early, consentWithdrawn('newsletter'));
  expect(await untilKnown(other, early)).toBeLessThan(10_000);
  const before = await other.store.read(late, PATIENT);
  expect(await other.store.read(late, PATIENT), 'control: nothing was forgotten').toBe(before);
  await client.query('commit');
  await client.end();
  // The state row was not touched: that it is another reading shows that the change was heard of.
  await vi.waitFor(async () => expect(await other.store.read(late, PATIENT)).not.toBe(before));
});

test('forged, broken, repeated and reordered notifications do no harm', async () => {
  const [one, other] = [await installation.join(), await installation.join()];
  const subject = await givenIn([one, other]);
  const [row] = await installation.server.query(
    'select subject_key from lawful.subject_event where subject = $1',
    [subject],
  );
  const key = `${row?.subject_key}`.replaceAll('-', '');
  for (const payload of [
    '',
    ':::',
    `${key}:2147483647`,
    `${key}:1`,
    `${key}:1,${key}:1`,
    'é'.repeat(900),
  ]) {
    await installation.server.query('select pg_notify($1, $2)', ['lawful_subject_state', payload]);
  }
  await new Promise((resume) => setTimeout(resume, 50));
  expect(await statusAt(other, subject)).toBe('dpv:ConsentGiven');
  await one.store.append(subject, consentWithdrawn('newsletter'));
  expect(await untilKnown(other, subject)).toBeLessThan(10_000);
});

test('when the process that carries the changes dies, another one takes over', async () => {
  const carrier = await installation.join({ pollInterval: 100 });
  const [one, other] = [
    await installation.join({ pollInterval: 100 }),
    await installation.join({ pollInterval: 100 }),
  ];
  await carrier.store.close();
  const subject = await givenIn([one, other]);
  await one.store.append(subject, consentWithdrawn('newsletter'));
  expect(await untilKnown(other, subject)).toBeLessThan(10_000);
});

test('a clock of the machine that jumps back changes nothing', async () => {
  const [one, other] = [await installation.join(), await installation.join()];
  const subject = await givenIn([one, other]);
  vi.spyOn(Date, 'now').mockReturnValue(0);
  try {
    await one.store.append(subject, consentWithdrawn('newsletter'));
    expect(await untilKnown(other, subject)).toBeLessThan(10_000);
    expect((await other.store.read(subject, { maxStaleness: 0 })).ageMs).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
});
