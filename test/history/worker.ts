/** One process of the history test: asks about and changes the consents of a few subjects until it is told to end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPrivacy } from '@lawful/core';
import { postgresSubjectStore } from '@lawful/postgres';
import { redisInvalidations } from '@lawful/postgres/redis';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { type Asking, ask, decisionsOnly } from './asking.ts';
import { brokenStore } from './broken-store.ts';
import { type Change, type Changing, change } from './changing.ts';
import { focusOn } from './focus.ts';
import { openHistoryFile } from './history-file.ts';
import { type HistoryPurpose, historyPolicy } from './policy.ts';
import { between, randomFrom, weighted } from './random.ts';
import type { Progress, WorkerSettings } from './settings.ts';
import { byOneOf } from './ways.ts';

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}');
const { number, life, lanes, pause } = settings;
const random = randomFrom(settings.seed);

/** How often each purpose is asked for. */
const ASKED: Readonly<Record<HistoryPurpose, number>> = { newsletter: 9, research: 7, order: 4 };
/** How often each change is made. */
const CHANGES: Readonly<Record<Change['kind'], number>> = {
  give: 12,
  withdraw: 6,
  refuse: 2,
  'give without evidence': 1,
};

let ending = false;
process.on('message', () => {
  ending = true;
});
// Nobody is left to write for.
const orphaned = (): never => process.exit();
process.once('disconnect', orphaned);

const pool = new Pool({
  connectionString: settings.database,
  stream: byOneOf(settings.ways, random),
  max: 6,
  connectionTimeoutMillis: 2_000,
});
pool.on('error', () => {});
const redis =
  settings.redis === undefined
    ? undefined
    : new Redis(settings.redis, { maxRetriesPerRequest: 1 }).on('error', () => {});
const store = postgresSubjectStore(pool, {
  onIncident: () => {},
  ...(settings.control === 'no-news' ? { invalidations: 'none', pollInterval: 10_000 } : {}),
  ...(redis === undefined ? {} : { invalidations: redisInvalidations(redis) }),
});
const { policy, models, Participant, bounds } = historyPolicy(settings.short);
const ledger = decisionsOnly();
const privacy = createPrivacy({
  policy,
  models,
  ledger,
  store: settings.control === undefined ? store : brokenStore(store, settings.control),
  warn: () => {},
});

const focus = focusOn(random, settings.subjects, bounds.newsletter ?? 0);
let done = 0;
const name = `${number}/${life}`;
const write = openHistoryFile(settings.directory, number, life);
const asking: Asking = {
  process: name,
  privacy,
  bounds,
  ledger,
  write,
  processings: {
    newsletter: privacy.processing('newsletter', { operation: 'dpv:Use' }),
    research: privacy.processing('research', { operation: 'dpv:Use', returns: Participant }),
    order: privacy.processing('order', { operation: 'dpv:Use' }),
  },
};
const changing: Changing = { process: name, privacy, random, write, ending: () => ending };

const tell = (): void => void process.send?.({ done } satisfies Progress);
const telling = setInterval(tell, 100);
tell();
await Promise.all(Array.from({ length: lanes }, lane));
clearInterval(telling);
tell();
await store.close();
redis?.disconnect();
await pool.end();
// Nothing is left open now: if it were, the process would not end, which its parent would tell.
process.off('disconnect', orphaned);
process.disconnect();

/** One thing after another, at no regular pace. */
async function lane(): Promise<void> {
  while (!ending) {
    await sleep(between(random, 0, 2 * pause));
    const next = focus();
    if (next.change) await change(changing, { subject: next.subject, ...nextChange() });
    else await ask(asking, next.subject, weighted(random, ASKED));
    done += 1;
  }
}

function nextChange(): Pick<Change, 'kind' | 'purpose'> {
  return {
    kind: weighted(random, CHANGES),
    purpose: weighted(random, { newsletter: 1, research: 1 }),
  };
}
