import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { pgliteDatabase } from './pglite.ts';
import type { Database } from './port.ts';
import { postgresDatabase } from './postgres.ts';

export type { Database, Session, Statement } from './port.ts';

/** Where state is kept: the application's own pool of PostgreSQL, or its embedded PGlite. Neither is ever closed by us. */
export type DatabaseSource = Pool | PGlite;

/** Reaches the database that the application has opened. */
export function databaseOf(source: DatabaseSource): Database {
  return isPGlite(source) ? pgliteDatabase(source) : postgresDatabase(source);
}

/** By what it can do, not by its class: two copies of a package are two classes. */
function isPGlite(source: DatabaseSource): source is PGlite {
  return 'waitReady' in source && 'runExclusive' in source;
}
