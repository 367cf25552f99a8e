import type { Database } from '../database/database.ts';
import { CALLS, type ReadRow } from './statements.ts';

/** One subject to be read. */
export interface Asked {
  readonly tenant: string | undefined;
  readonly key: string;
}

/** What the database said of one subject, and when it was asked. */
export interface Loaded {
  readonly row: ReadRow | undefined;
  /** Just before the question was sent; milliseconds of the store's clock. */
  readonly readAt: number;
}

/** Reads rows of current state. */
export interface Loader {
  /** The row as it was at some moment not before `notBefore`. Rejects where the database does not answer. */
  load(asked: Asked, notBefore: number): Promise<Loaded>;
}

/** Questions that are with the database at once; what is asked meanwhile travels together afterwards. */
const AT_ONCE = 4;
/** Subjects in one question. */
const IN_ONE = 500;
/** Subjects that wait; beyond it a database that does not answer must not fill the memory. */
const WAITING = 50_000;

/**
 * Asks for each subject once, however many requests want it: a request joins a question that was sent late enough for
 * it, or one that is still to be sent. Under load many subjects share one round trip.
 */
export function createLoader(database: Database, now: () => number): Loader {
  const waiting = new Map<string, Batch>();
  const sent = new Map<string, Flight>();
  let running = 0;
  let count = 0;

  const send = (tenant: string, batch: Batch): void => {
    running++;
    const readAt = now();
    const keys = [...batch.keys()];
    count -= keys.length;
    const rows = database
      .query<ReadRow>(CALLS.read, [tenant, keys])
      .then((found) => new Map(found.map((row) => [row.subject_key, row])));
    for (const [key, { resolve, reject, promise }] of batch) {
      const place = `${tenant}\0${key}`;
      const flight = { readAt, promise };
      sent.set(place, flight);
      const landed = (): void => {
        if (sent.get(place) === flight) sent.delete(place);
      };
      rows.then((found) => resolve({ row: found.get(key), readAt }), reject).finally(landed);
    }
    rows
      .catch(() => {})
      .finally(() => {
        running--;
        next();
      });
  };
  const next = (): void => {
    for (const [tenant, batch] of waiting) {
      if (running >= AT_ONCE) return;
      const part = new Map([...batch].slice(0, IN_ONE));
      for (const key of part.keys()) batch.delete(key);
      if (batch.size === 0) waiting.delete(tenant);
      send(tenant, part);
    }
  };

  return {
    load: ({ tenant = '', key }, notBefore) => {
      const flight = sent.get(`${tenant}\0${key}`);
      if (flight !== undefined && flight.readAt >= notBefore) return flight.promise;
      const batch = waiting.get(tenant) ?? new Map<string, Waiting>();
      const known = batch.get(key);
      if (known !== undefined) return known.promise;
      if (count >= WAITING) return Promise.reject(new Error('Too many states are waited for'));
      if (batch.size === 0) waiting.set(tenant, batch);
      const own = Promise.withResolvers<Loaded>();
      batch.set(key, own);
      count++;
      // What is asked for in the same turn travels together.
      if (running < AT_ONCE) queueMicrotask(next);
      return own.promise;
    },
  };
}

type Waiting = PromiseWithResolvers<Loaded>;
type Batch = Map<string, Waiting>;

interface Flight {
  readonly readAt: number;
  readonly promise: Promise<Loaded>;
}
