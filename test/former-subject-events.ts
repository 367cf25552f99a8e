import type { Postgres } from './postgres.ts';

/**
 * Leaves the database as an example of the version before would have: consents in tables of its own, and no schema
 * `lawful`. Its migrations do not know yet that there is another place.
 */
export async function backToFormerTables(
  { query }: Postgres,
  { table, migration }: { readonly table: string; readonly migration: string },
): Promise<void> {
  await query(`create table subject_events (
    position bigserial primary key, id text not null, subject text not null, event jsonb not null,
    unique (subject, id))`);
  await query('create table subject_salts (subject text primary key, salt text not null)');
  await query(`insert into subject_events (id, subject, event)
    select event_id, subject, event from lawful.subject_event order by recorded_at, seq`);
  await query(`insert into subject_salts
    select subject, rtrim(translate(encode(uuid_send(salt), 'base64'), '+/', '-_'), '=')
    from lawful.subject_event where salt is not null`);
  await query('drop schema lawful cascade');
  await query(`delete from ${table} where name = $1`, [migration]);
}
