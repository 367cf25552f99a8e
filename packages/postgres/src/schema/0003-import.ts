import { sql } from 'kysely';
import type { SchemaMigration } from './migration.ts';
import { runAs } from './roles.ts';
import { callable, GUARDED } from './run-time-functions.ts';

/** Consents from elsewhere, many subjects at a time. Older code goes on working. */
export const consentImport: SchemaMigration = {
  oldestCode: 1,
  up: async (db) => {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
    await runAs('lawful_functions', FUNCTIONS, db);
  },
};

const TABLES: readonly string[] = [
  // Says how far a file has come, not what is in it.
  `create table lawful.import_progress (
    source text primary key,
    lines bigint not null,
    imported bigint not null,
    unchanged bigint not null,
    rejected bigint not null,
    finished boolean not null,
    updated_at timestamptz not null default clock_timestamp()
  )`,
  'grant select, insert, update, delete on lawful.import_progress to lawful_tools',
];

/**
 * Appends events of many subjects of one tenant, with the states they lead to, as `append_v1` does for one. A subject
 * that stands elsewhere than expected is left out, and who calls looks at it again. Rows are locked in the order of
 * their keys, so that two imports wait for each other and never both.
 *
 * @returns the keys of the subjects that were written
 */
const IMPORT = `
create or replace function lawful.import_v1(p_tenant text, p_states json, p_events json, p_tell boolean)
returns setof uuid
language plpgsql ${GUARDED} as $$
begin
  perform set_config('lawful.tenant', p_tenant, true);
  perform from lawful.subject_state s
    where s.tenant = p_tenant and s.subject_key in (
      select w.key from json_to_recordset(p_states) as w(key uuid, expected integer) where w.expected > 0)
    order by s.subject_key for update;
  return query
    with given as materialized (
      select * from json_to_recordset(p_events)
        as e(key uuid, seq integer, epoch integer, salt uuid, subject text, changed boolean, event jsonb)
    ), wanted as materialized (
      select * from json_to_recordset(p_states)
        as w(key uuid, expected integer, seq integer, epoch integer, salt uuid, state text)
    ), moved as (
      update lawful.subject_state s set seq = w.seq, epoch = w.epoch, state = decode(w.state, 'base64')
      from wanted w
      where s.tenant = p_tenant and s.subject_key = w.key and s.seq = w.expected and s.epoch <= w.epoch
      returning s.subject_key
    ), begun as (
      insert into lawful.subject_state (seq, epoch, subject_key, salt, tenant, state)
      select w.seq, w.epoch, w.key, w.salt, p_tenant, decode(w.state, 'base64')
      from wanted w
      where w.expected = 0 and not exists (
        select from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = w.key)
      order by w.key
      on conflict do nothing
      returning subject_key
    ), done as (
      select subject_key from moved union all select subject_key from begun
    ), written as (
      insert into lawful.subject_event
        (seq, epoch, subject_key, salt, tenant, subject, event_id, type, purpose, event)
      select e.seq, e.epoch, e.key, e.salt, p_tenant, e.subject, e.event ->> 'id',
        e.event ->> 'type', e.event ->> 'purpose', e.event
      from given e join done on done.subject_key = e.key
    ), told as (
      insert into lawful.outbox (destination, tenant, subject_key, seq, topic)
      select d.name, p_tenant, e.key, e.seq, e.event ->> 'type'
      from given e
      join done on done.subject_key = e.key
      join lawful.destination d
        on d.topics && array[e.event ->> 'type', split_part(e.event ->> 'type', '.', 1) || '.*']
      where p_tell and e.changed and (d.tenant is null or d.tenant = p_tenant)
      order by e.key, e.seq
    )
    select subject_key from done;
end $$`;

const FUNCTIONS: readonly string[] = [
  IMPORT,
  ...callable('import_v1(text, json, json, boolean)', 'lawful_tools'),
];
