import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { tooLate } from './deadlines.ts';
import { lent } from './lent.ts';
import { type Database, QUERY_TIMEOUT_MS, type Session } from './port.ts';

/** Embedded PGlite: one connection in this process, shared by everybody. */
export function pgliteDatabase(pglite: PGlite): Database {
  return {
    kind: 'pglite',
    query: async (statement, values) =>
      (await pglite.query<never>(statement.text, [...values])).rows,
    session: async () => sessionOf(pglite),
    kysely: () => new Kysely({ dialect: new PGliteDialect({ pglite: lent(pglite, 'close') }) }),
  };
}

function sessionOf(pglite: PGlite): Session {
  const told = new Set<() => void>();
  const stops: (() => Promise<void>)[] = [];
  let lost = false;
  const lose = (): void => {
    if (lost) return;
    lost = true;
    for (const each of told) each();
  };
  return {
    query: async (text, values = [], timeout = QUERY_TIMEOUT_MS) => {
      try {
        return (await within(pglite.query<never>(text, [...values]), timeout)).rows;
      } catch (error) {
        if (pglite.closed) lose();
        throw error;
      }
    },
    listen: async (channel, heard) => {
      stops.push(await pglite.listen(channel, heard));
    },
    onLost: (each) => {
      if (lost) each();
      else told.add(each);
    },
    close: async () => {
      if (pglite.closed) return;
      for (const stop of stops.splice(0)) await stop().catch(() => {});
    },
  };
}

/** PGlite has no timeouts of its own; a query that is late still runs to its end. */
async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), milliseconds);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
