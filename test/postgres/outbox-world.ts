import { randomBytes } from 'node:crypto';
import {
  createOutbox,
  migrate,
  type Outbox,
  type PostgresSubjectStore,
  postgresSubjectStore,
  type Relay,
  type RelayIncident,
  type RelayOptions,
  runRelay,
  webhook,
} from '@lawful/postgres';
import { Pool } from 'pg';
import { type Postgres, startPostgres } from '../postgres.ts';
import { type Receiver, startReceiver } from './webhook-receiver.ts';

/** A database with a store, its outbox, and whatever is started for one test. */
export interface OutboxWorld {
  readonly server: Postgres;
  readonly pool: Pool;
  readonly store: PostgresSubjectStore;
  readonly outbox: Outbox;
  /** Starts a receiver that is registered from now on. */
  receiver(answer?: Parameters<typeof startReceiver>[1], secret?: string): Promise<Receiver>;
  /** Starts a relay to the receiver, quick to try again. */
  relay(receiver: Receiver, options?: RelayOptions, more?: RelayParts): Relay;
  readonly incidents: readonly RelayIncident[];
  /** Ends what the test has started and forgets what waits. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

/** What a relay is started with, other than by default. */
export interface RelayParts {
  readonly secrets?: readonly string[];
  readonly outbox?: Outbox;
}

export const SECRET = newSecret();

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export async function startOutboxWorld(): Promise<OutboxWorld> {
  const server = await startPostgres();
  const pool = new Pool({ connectionString: server.url, max: 20 });
  // One that is being ended may still hear that the server stops.
  pool.on('connect', (client) => client.on('error', () => {}));
  await migrate(pool);
  const store = postgresSubjectStore(pool, { invalidations: 'none' });
  const outbox = createOutbox(pool);
  const receivers: Receiver[] = [];
  const relays: Relay[] = [];
  const incidents: RelayIncident[] = [];
  return {
    server,
    pool,
    store,
    outbox,
    incidents,
    receiver: async (answer, secret = SECRET) => {
      const receiver = await startReceiver(secret, answer);
      receivers.push(receiver);
      await outbox.queue.register({ name: 'crm', topics: TOPICS });
      return receiver;
    },
    relay: ({ url }, options = {}, { secrets = [SECRET], outbox: by = outbox } = {}) => {
      const relay = runRelay(by, [webhook({ name: 'crm', url, secrets, topics: TOPICS })], {
        pollInterval: 20,
        sendTimeout: 1_000,
        baseDelay: 20,
        maxDelay: 200,
        onIncident: (incident) => incidents.push(incident),
        ...options,
      });
      relays.push(relay);
      return relay;
    },
    tidy: async () => {
      await Promise.all(relays.splice(0).map((it) => it.stop()));
      await Promise.all(receivers.splice(0).map((it) => it.stop()));
      incidents.length = 0;
      for (const { destination } of await outbox.waiting()) await outbox.remove(destination);
    },
    stop: async () => {
      await store.close();
      await pool.end();
      await server.stop();
    },
  };
}

const TOPICS = ['consent.*', 'objection.*', 'restriction.*', 'erasure.requested'] as const;

/** Waits until something holds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  limit = 15_000,
): Promise<void> {
  const end = performance.now() + limit;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** How many messages wait. */
export async function waitingIn({ outbox }: OutboxWorld): Promise<number> {
  return (await outbox.waiting()).reduce((sum, it) => sum + it.messages, 0);
}
