import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clock } from './history/clock.ts';
import {
  EVENTS_FILE,
  type Operation,
  operationsFile,
  type StoredEvent,
} from './history/operation.ts';

const FOLDER = fileURLToPath(new URL('./history', import.meta.url));

test('the clock of a history is one clock for all processes of a machine', async () => {
  const script = "import { clock } from './clock.ts'; console.log(clock())";
  const before = clock();
  const { output } = await node(['--input-type=module', '--eval', script]);
  expect(Number(output)).toBeGreaterThan(before);
  expect(Number(output)).toBeLessThan(clock());
});

test('a history holds where every permit rests on a consent that stood, or whose end was not known for longer than the bound', async () => {
  const { code, output } = await checked(sound());
  expect(output).toMatchInlineSnapshot(`
    "processes: 2 lives, 0 with a torn last line
    changes: 8; 5 acknowledged (3 of them withdrawals or refusals), 2 without an answer, 1 refused; 6 stored
    operations: 14 (6 asks)
    permits on consent: 4; 1 began after its end was known, the latest by 490.0 ms where 1000 ms are allowed
    refused because consent was not known in time: 0
    asks on another basis: 1, of them refused: 0
    withdrawal to effect, over 1 that were asked about afterwards (1 with a later permit): p50 490.0 ms, p99 490.0 ms, max 490.0 ms
    The history holds.
    "
  `);
  expect(code).toBe(0);
});

test.each<readonly [what: string, rule: string, plant: (history: History) => void]>([
  [
    'a permit that begins 1 ms after the bound that follows an acknowledged withdrawal',
    'permit-explained',
    ({ operations }) => operations.push(permit('1/1', 'newsletter', 5031, 1000)),
  ],
  [
    'a permit for a special category that begins 1 ms after the acknowledged withdrawal',
    'permit-explained',
    ({ operations }) => operations.push(permit('2/1', 'research', 4511, 0)),
  ],
  [
    'a permit that ends before anybody began to give consent',
    'permit-explained',
    ({ operations }) => operations.push(permit('2/1', 'newsletter', 998, 1000)),
  ],
  [
    'a permit about somebody of whom nothing is stored',
    'permit-explained',
    ({ operations }) =>
      operations.push({ ...permit('2/1', 'newsletter', 3000, 1000), subject: 'subject-2' }),
  ],
  [
    'a permit in the very process that ended the consent',
    'own-act-seen',
    ({ operations }) => operations.push(permit('2/1', 'newsletter', 4100, 1000)),
  ],
  ['an acknowledged event that is lost', 'acknowledged-event-kept', ({ events }) => events.pop()],
  [
    'an event that is stored twice',
    'event-once',
    ({ events }) => events.push(event(7, 'w2', 'consent.withdrawn', 'research')),
  ],
  [
    "a gap in a subject's history",
    'sequence-dense',
    ({ events }) => events.splice(5, 1, event(7, 'w2', 'consent.withdrawn', 'research')),
  ],
  [
    'an event that comes before one that was acknowledged before it began',
    'order-kept',
    ({ events }) =>
      events.splice(
        3,
        2,
        event(4, 'g3', 'consent.given', 'research'),
        event(5, 'r1', 'consent.refused', 'newsletter'),
      ),
  ],
  [
    'an event that is stored although it was refused',
    'refused-event-absent',
    ({ events }) => events.push(event(7, 'refused', 'consent.given', 'research')),
  ],
  [
    'an event that nobody sent',
    'event-asked-for',
    ({ events }) => events.push(event(7, 'invented', 'consent.withdrawn', 'newsletter')),
  ],
  [
    'an event that is stored under another purpose than it was sent for',
    'event-asked-for',
    ({ events }) => events.splice(5, 1, event(6, 'w2', 'consent.withdrawn', 'newsletter')),
  ],
])('%s breaks the rule %s', async (_what, rule, plant) => {
  const planted = sound();
  plant(planted);
  const { code, output } = await checked(planted);
  expect(output).toContain(`VIOLATED ${rule}, 1 times`);
  expect(output.match(/VIOLATED/g)).toHaveLength(1);
  expect(code).toBe(1);
});

test('the torn last line of a process that was killed is left out and told; a history torn elsewhere is not judged', async () => {
  const torn = await checked(sound(), '{"process":"1/1","kind":"as');
  expect(torn.output).toContain('2 lives, 1 with a torn last line');
  expect(torn.code).toBe(0);
  expect((await checked(sound(), '{"process":"1/1","kind":"as\n')).code).toBe(2);
});

test('8 processes, cut off, stalled, frozen and killed at random, never rely on a consent for longer than the bound after its end, and lose nothing', async () => {
  const { code, output } = await recorded(
    '--operations 8000 --seconds 25 --faults 250 --crashes 1',
  );
  expect(output).toContain('The history holds.');
  expect(code).toBe(0);
  // It would also hold if nothing had happened.
  expect(Number(/^operations: (\d+)/m.exec(output)?.[1])).toBeGreaterThan(1_000);
  expect(Number(/^permits on consent: (\d+)/m.exec(output)?.[1])).toBeGreaterThan(300);
  expect(Number(/acknowledged \((\d+) of them/.exec(output)?.[1])).toBeGreaterThan(50);
  expect(Number(/^processes: (\d+) lives/m.exec(output)?.[1])).toBeGreaterThan(8);
  // What rests on a contract needs no consent, and so no database.
  expect(output).toMatch(/^asks on another basis: \d{3,}, of them refused: 0$/m);
  expect(output).toContain('PostgreSQL was killed');
}, 120_000);

test.each(['first-reading', 'no-news'])(
  'a store that lies about how current it is (%s) is found out on a real run',
  async (control) => {
    const lying = `--control ${control} --operations 1500 --seconds 15 --faults 0 --crashes 0`;
    const { code, output } = await recorded(lying);
    expect(output).toContain('VIOLATED permit-explained');
    expect(output).toContain('The history does NOT hold.');
    expect(code).toBe(1);
    await rm(/^kept in (.+)$/m.exec(output)?.[1] ?? '', { recursive: true });
  },
  90_000,
);

interface History {
  readonly operations: Operation[];
  readonly events: StoredEvent[];
}

/** Two processes and one subject; every rule has something to look at. */
function sound(): History {
  return {
    operations: [
      ...change('1/1', 'give', 'newsletter', 'g1', 1000, 1010),
      permit('2/1', 'newsletter', 1020, 1000),
      permit('2/1', 'order', 1030),
      ...change('1/1', 'withdraw', 'newsletter', 'w1', 2000, 2010),
      permit('2/1', 'newsletter', 2500, 1000),
      { ...permit('2/1', 'newsletter', 3100, 1000), outcome: 'deny', reason: 'consent_withdrawn' },
      // Its answer never came, and yet it is stored: it explains what follows.
      ...change('1/1', 'give', 'newsletter', 'g2', 3200),
      permit('2/1', 'newsletter', 3300, 1000),
      // Its first answer never came, its second attempt was acknowledged.
      ...change('2/1', 'refuse', 'newsletter', 'r1', 4000),
      ...change('2/1', 'refuse', 'newsletter', 'r1', 4020, 4030),
      ...change('1/1', 'give', 'research', 'g3', 4200, 4210),
      permit('2/1', 'research', 4400, 0),
      ...change('1/1', 'withdraw', 'research', 'w2', 4500, 4510),
      ...change('1/1', 'give', 'newsletter', 'unknown', 4600),
      {
        ...change('1/1', 'give', 'research', 'refused', 4600)[0],
        outcome: 'failed',
        reason: 'consent-not-valid',
        endedAt: 4601,
      },
    ],
    events: [
      event(1, 'g1', 'consent.given', 'newsletter'),
      event(2, 'w1', 'consent.withdrawn', 'newsletter'),
      event(3, 'g2', 'consent.given', 'newsletter'),
      event(4, 'r1', 'consent.refused', 'newsletter'),
      event(5, 'g3', 'consent.given', 'research'),
      event(6, 'w2', 'consent.withdrawn', 'research'),
    ],
  };
}

function permit(process: string, purpose: string, startedAt: number, boundMs?: number): Operation {
  return {
    process,
    kind: 'ask',
    subject: 'subject-1',
    purpose,
    startedAt,
    endedAt: startedAt + 1,
    outcome: 'allow',
    ...(boundMs === undefined ? {} : { boundMs }),
  };
}

/** What a process writes of one attempt: before it, and after its answer if one came. */
function change(
  process: string,
  kind: 'give' | 'withdraw' | 'refuse',
  purpose: string,
  eventId: string,
  startedAt: number,
  endedAt?: number,
): readonly [Operation, ...Operation[]] {
  const sent: Operation = {
    process,
    kind,
    subject: 'subject-1',
    purpose,
    eventId,
    startedAt,
    outcome: 'unknown',
  };
  return endedAt === undefined ? [sent] : [sent, { ...sent, endedAt, outcome: 'stored' }];
}

function event(seq: number, id: string, type: string, purpose: string): StoredEvent {
  return { tenant: '', subject: 'subject-1', seq, event: { id, type, purpose } };
}

/** Writes a history down as processes do, and has the checker judge it. */
async function checked({ operations, events }: History, tail = '') {
  const directory = await mkdtemp(join(tmpdir(), 'lawful-history-'));
  const lines = (all: readonly object[]) => all.map((it) => `${JSON.stringify(it)}\n`).join('');
  try {
    for (const number of [1, 2]) {
      const own = operations.filter(({ process }) => process === `${number}/1`);
      const file = join(directory, operationsFile(number, 1));
      await writeFile(file, lines(own) + (number === 1 ? tail : ''));
    }
    await writeFile(join(directory, EVENTS_FILE), lines(events));
    return await node([join(FOLDER, 'check.ts'), directory]);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Runs the recorder, with the packages from their sources and a bound of one second. */
function recorded(options: string) {
  const run = [join(FOLDER, 'run.ts'), '--short', ...options.split(' ')];
  return node(['--conditions=@lawful/source', ...run]);
}

function node(args: readonly string[]) {
  const child = spawn(process.execPath, args, { cwd: FOLDER, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise<{ readonly code: number | null; readonly output: string }>((done) => {
    child.once('close', (code) => done({ code, output }));
  });
}
