import { performance } from 'node:perf_hooks';
import type { SubjectEvent, SubjectReading, SubjectState, SubjectStore } from '@lawful/core';
import { freshnessOf, noFeed } from '../cache/freshness.ts';
import { createStateCache } from '../cache/state-cache.ts';
import { type DatabaseSource, databaseOf } from '../database/database.ts';
import { createFeed } from '../propagation/feed.ts';
import { notifyInvalidations } from '../propagation/notify.ts';
import type { Change, Invalidations } from '../propagation/transport.ts';
import { installationOf } from '../schema/installation.ts';
import { assertDurable, durabilityOf } from './durability.ts';
import { createLoader } from './loader.ts';
import type { StoreIncident } from './mend.ts';
import { createReader } from './reader.ts';
import { createSender } from './sender.ts';
import { CALLS, type HistoryRow } from './statements.ts';
import { createUnderWay } from './under-way.ts';
import { createWriter } from './writer.ts';

/** What a store may be told. */
export interface PostgresSubjectStoreOptions {
  /**
   * How processes hear of each other's changes at once. Default {@link notifyInvalidations} on PostgreSQL; on embedded
   * PGlite `none`, since no other process can open it. `none` on PostgreSQL: by the poll alone.
   */
  readonly invalidations?: Invalidations | 'none';
  /** Milliseconds between two questions about changes. Default 1,000. */
  readonly pollInterval?: number;
  /** How many subjects are remembered. Default 100,000, which takes about 40 MB; each further one about 250 bytes. */
  readonly cached?: number;
  /** Hears what an operator should know; default a warning of the process. */
  readonly onIncident?: (incident: StoreIncident) => void;
}

/** A store that keeps a connection open. */
export interface PostgresSubjectStore extends SubjectStore {
  /**
   * Resolves once the schema is checked and changes are heard of. A request may come before.
   *
   * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
   */
  ready(): Promise<void>;
  /** Ends what the store has opened; the pool stays the application's. */
  close(): Promise<void>;
}

/**
 * Consents, objections and restrictions in PostgreSQL (Art. 7(1), 7(3), 18, 21): an append-only history of events, and a
 * current state that is kept in the same transaction. What another process changes is known here within the purpose's
 * `maxStaleness`, whatever happens to connections: what is older counts as unknown.
 *
 * @param source the application's own pool (node-postgres), or its embedded PGlite
 * @throws PrivacyError `store-not-durable` for PGlite where `NODE_ENV` is `production`
 */
export function postgresSubjectStore(
  source: DatabaseSource,
  options: PostgresSubjectStoreOptions = {},
): PostgresSubjectStore {
  assertDurable(source);
  const database = databaseOf(source);
  const { cached = 100_000, pollInterval = 1_000, onIncident = warn } = options;
  const now = (): number => performance.now();
  const times = noFeed();
  const cache = createStateCache(cached);
  const underWay = createUnderWay();
  const keys = installationOf(database);
  const apply = (change: Change): void => {
    underWay.apply(change);
    cache.apply(change);
  };
  const suspect = (reason: string): void => onIncident({ kind: 'feed-suspect', detail: reason });
  const shared = { database, cache, underWay, keys, now, onIncident };
  const read = createReader({
    ...shared,
    loader: createLoader(database, now),
    freshness: freshnessOf(times),
  });
  const write = createWriter({ ...shared, sender: createSender(database) });
  const feed = createFeed(
    {
      database,
      invalidations: transportOf(options, database.kind),
      pollInterval,
      now,
      apply,
      suspect,
    },
    times,
  );
  const fed = database.kind === 'postgres' || options.invalidations !== undefined;
  let started: Promise<void> | undefined;
  const start = (): void => {
    if (fed) started ??= feed.start();
  };

  return {
    ...durabilityOf(source),
    read: (subject, needs) => {
      start();
      return read(subject, needs);
    },
    readMany: (subjects, needs) => {
      start();
      const readings = subjects.map((subject) => read(subject, needs));
      return readings.every((it): it is SubjectReading => !(it instanceof Promise))
        ? readings
        : Promise.all(readings);
    },
    append: (subject: string, event: SubjectEvent, tenant?: string): Promise<SubjectState> => {
      start();
      return write(subject, event, tenant);
    },
    history: async (subject, tenant) => {
      const keyOf = await keys();
      const values = [tenant ?? '', keyOf(subject, tenant)];
      const rows = await database.query<HistoryRow>(CALLS.history, values);
      return rows.map(({ event }) => event as SubjectEvent); // written by us, as JSON of one
    },
    ready: async () => {
      await keys();
      start();
      await started;
    },
    close: async () => {
      await feed.stop();
      cache.clear();
    },
  };
}

function transportOf(
  { invalidations }: PostgresSubjectStoreOptions,
  kind: 'postgres' | 'pglite',
): Invalidations | undefined {
  if (invalidations === 'none') return undefined;
  return invalidations ?? (kind === 'postgres' ? notifyInvalidations() : undefined);
}

function warn({ kind, key, detail }: StoreIncident): void {
  const about = key === undefined ? '' : ` of subject key ${key}`;
  process.emitWarning(`${kind}${about}: ${detail}`, { code: 'LAWFUL_STORE' });
}
