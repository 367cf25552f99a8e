import { startPostgres } from './durable/postgres.ts';
import { redisNotRun, startRedis } from './durable/redis.ts';
import { type Figures, type FigureTable, judgeLimit, type Limit } from './harness/figures.ts';
import type { Plan } from './harness/plan.ts';
import { quantileEstimate } from './harness/quantiles.ts';
import { quantile } from './harness/statistics.ts';
import type { Topic, TopicTable } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import { prepareDatabase, type Transport } from './ours/durable-store.ts';
import { withdrawals } from './propagation/fleet.ts';
import { measurePerRead } from './propagation/per-read.ts';

const FLEETS = [1, 4, 8];

/** Within which every process must know of a withdrawal. Milliseconds. */
const LIMIT_MS = 1_000;

/** How long a withdrawn consent goes on acting in the other processes of a fleet. */
export const propagationTopic: Topic = {
  async run(plan) {
    const postgres = await startPostgres();
    const redis = await startRedis();
    try {
      await postgres.createDatabase('propagation');
      const url = postgres.urlOf('propagation');
      await prepareDatabase(url);
      const tables: TopicTable[] = [await measurePerRead(url, plan)];
      tables.push(await measureTransport('notify', { url }, plan));
      tables.push(
        redis === undefined
          ? { ...described('redis'), notRun: [{ name: 'redis', reason: redisNotRun }] }
          : await measureTransport('redis', { url, redisPort: redis.port }, plan),
      );
      tables.push(await measureTransport('poll', { url }, plan));
      return tables;
    } finally {
      await redis?.stop();
      await postgres.stop();
    }
  },
};

interface Place {
  readonly url: string;
  readonly redisPort?: number;
}

async function measureTransport(
  transport: Transport,
  { url, redisPort }: Place,
  plan: Plan,
): Promise<FigureTable> {
  const figures: Figures[] = [];
  const limits: Limit[] = [];
  const runs = FLEETS.map((readers) => ({ readers, name: nameOf(readers), role: Role.Ours }));
  // The last fleet a second time: what differs between the two is the harness's own error.
  const again = { readers: 8, name: `A/A: ${nameOf(8)}, again`, role: Role.Control };
  for (const { readers, name, role } of [...runs, again]) {
    const count = plan.name === 'full' ? 500 : 30;
    const delays = await withdrawals({
      url,
      transport,
      redisPort,
      readers,
      withdrawals: count,
    });
    const all = delays.flat();
    // One value a withdrawal: the processes that hear of it together are not so many witnesses.
    const slowest = delays.map((each) => Math.max(...each));
    const { value, low, high } = quantileEstimate(slowest, 0.99);
    figures.push({
      name,
      role,
      values: [quantile(all, 0.5), quantile(all, 0.99), quantile(all, 1), value, low, high, count],
    });
    limits.push({
      what: `p99 of the slowest process, ${name}`,
      limit: LIMIT_MS,
      unit: 'ms',
      measured: { value, low, high },
    });
  }
  const promised = transport === 'poll' ? [] : limits;
  return { ...described(transport), figures, limits: promised.map(judgeLimit) };
}

function described(transport: Transport): FigureTable {
  return {
    title: `Withdrawal to effect, ${TITLES[transport]}`,
    mode: 'milliseconds from the acknowledgement in one process to the first read in another that shows it; reads every 5 ms',
    columns: ['p50', 'p99', 'max', 'p99 of the slowest', '95 % from', 'to', 'withdrawals'],
    figures: [],
    limits: [],
    notRun: [],
  };
}

const TITLES: Readonly<Record<Transport, string>> = {
  notify: 'LISTEN and NOTIFY',
  redis: 'Redis',
  poll: 'the poll alone, every second',
};

function nameOf(readers: number): string {
  return readers === 1 ? '1 other process' : `${readers} other processes`;
}
