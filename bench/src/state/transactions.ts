import { openPool } from '../durable/pool.ts';
import { type ByHand, numbering, STATE } from './by-hand.ts';

/** How the transaction is written. */
export interface TransactionOptions {
  /** Of the benchmark's own tables. */
  readonly schema: string;
  readonly connections: number;
  /** Whether statements are prepared once for each connection; pg does so only where they have a name. */
  readonly prepared?: boolean;
  /** Whether tenants are kept apart by the database, as the store's are: row-level security, and the tenant set with BEGIN. */
  readonly tenants?: boolean;
}

/**
 * As an application without a function in the database does it: tables of the benchmark's own with the columns and indexes of the store's, written in a transaction of four round
 * trips, which packs no state and does not look whether anybody was faster.
 */
export async function openTransactions(
  connectionString: string,
  { schema, connections, prepared = false, tenants = false }: TransactionOptions,
): Promise<ByHand> {
  const owner = openPool(connectionString, 1);
  await owner.query(`create schema ${schema};
    create table ${schema}.event (like lawful.subject_event including all);
    create table ${schema}.state (like lawful.subject_state including all) with (fillfactor = 90);
    create role ${schema} login password '${schema}';
    grant usage on schema ${schema} to ${schema};
    grant select, insert, update on all tables in schema ${schema} to ${schema}`);
  if (tenants) await owner.query(apart(`${schema}.event`) + apart(`${schema}.state`));
  await owner.end();
  const url = new URL(connectionString);
  url.username = url.password = schema;
  const pool = openPool(url.href, connections);
  const begin = tenants ? "begin; select set_config('lawful.tenant', '', true)" : 'begin';
  const named = (name: string): { name?: string } =>
    prepared ? { name: `${schema}_${name}` } : {};
  const insert = {
    ...named('event'),
    text: `insert into ${schema}.event
      (seq, epoch, subject_key, salt, tenant, subject, event_id, type, purpose, event)
      values ($1, $1, $2, $3, '', $4, $5, $6, $7, $8)`,
  };
  const upsert = {
    ...named('state'),
    text: `insert into ${schema}.state as s (seq, epoch, subject_key, salt, tenant, state)
      values (1, 1, $1, $2, '', $3)
      on conflict (tenant, subject_key) do update set seq = s.seq + 1, epoch = s.epoch + 1, state = $3`,
  };
  const placeOf = numbering();
  return {
    append: async (subject, event) => {
      const { seq, key } = placeOf(subject);
      const purpose = 'purpose' in event ? event.purpose : null;
      const client = await pool.connect();
      try {
        await client.query(begin);
        await client.query({
          ...insert,
          values: [
            seq,
            key,
            seq === 1 ? key : null,
            subject,
            event.id,
            event.type,
            purpose,
            JSON.stringify(event),
          ],
        });
        await client.query({ ...upsert, values: [key, key, STATE] });
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** Row-level security as the store's. */
const apart = (table: string): string => `
  alter table ${table} enable row level security;
  create policy one_tenant on ${table} using (tenant = current_setting('lawful.tenant', true));`;
