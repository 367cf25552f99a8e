import { APPEND_INSTEAD, appendFunction } from './0001-append.ts';
import { callable, GUARDED } from './run-time-functions.ts';

/** The only row of `lawful.installation`. */
const INSTALLATION = `
create or replace function lawful.installation_v1(
  out key_secret bytea, out schema_version integer, out oldest_code integer
) language sql stable ${GUARDED} as $$
  select i.key_secret, i.schema_version, i.oldest_code from lawful.installation i
$$`;

/**
 * States of many subjects of one tenant; those of whom nothing is stored are left out. A state that is missing though
 * there are events is answered empty: it must be mended, for it may have said no.
 */
const READ = `
create or replace function lawful.read_v1(p_tenant text, p_keys uuid[])
returns table (subject_key uuid, seq integer, epoch integer, salt uuid, state bytea)
language plpgsql ${GUARDED} as $$
#variable_conflict use_column
declare
  seen_by text;
  rows_found integer;
begin
  seen_by := set_config('lawful.tenant', p_tenant, true);
  if cardinality(p_keys) = 1 then
    -- A list is planned anew each time; one key, which is the most common list, is not.
    return query
      select s.subject_key, s.seq, s.epoch, s.salt, s.state from lawful.subject_state s
      where s.tenant = p_tenant and s.subject_key = p_keys[1];
  else
    return query
      select s.subject_key, s.seq, s.epoch, s.salt, s.state from lawful.subject_state s
      where s.tenant = p_tenant and s.subject_key = any (p_keys);
  end if;
  get diagnostics rows_found = row_count;
  if rows_found < cardinality(p_keys) then
    return query
      select e.subject_key, max(e.seq), max(e.epoch), '00000000-0000-0000-0000-000000000000'::uuid, ''::bytea
      from lawful.subject_event e
      where e.tenant = p_tenant and e.subject_key = any (p_keys) and not exists (
        select from lawful.subject_state s where s.tenant = p_tenant and s.subject_key = e.subject_key)
      group by e.subject_key;
  end if;
end $$`;

/** Every event of one subject, oldest first; the salt on the first. */
const HISTORY = `
create or replace function lawful.history_v1(p_tenant text, p_key uuid)
returns table (seq integer, event jsonb, epoch integer, salt uuid)
language plpgsql ${GUARDED} as $$
#variable_conflict use_column
begin
  perform set_config('lawful.tenant', p_tenant, true);
  return query
    select e.seq, e.event, e.epoch, e.salt from lawful.subject_event e
    where e.tenant = p_tenant and e.subject_key = p_key order by e.seq;
end $$`;

/**
 * Puts a state rebuilt from events in place of a corrupted or missing one, only where `p_seq` is still the newest
 * event. While a row is missing nothing can be appended, so an insertion that succeeds is up to date.
 */
const REPAIR = `
create or replace function lawful.repair_v1(
  p_tenant text, p_key uuid, p_seq integer, p_epoch integer, p_salt uuid, p_state bytea
) returns boolean language plpgsql ${GUARDED} as $$
begin
  perform set_config('lawful.tenant', p_tenant, true);
  perform from lawful.subject_state s where s.tenant = p_tenant and s.subject_key = p_key for update;
  if found then
    update lawful.subject_state s set seq = p_seq, epoch = p_epoch, salt = p_salt, state = p_state
    where s.tenant = p_tenant and s.subject_key = p_key and p_seq = (
      select max(e.seq) from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = p_key);
  else
    insert into lawful.subject_state (seq, epoch, subject_key, salt, tenant, state)
    select p_seq, p_epoch, p_key, p_salt, p_tenant, p_state
    where p_seq = (
      select max(e.seq) from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = p_key)
    on conflict do nothing;
  end if;
  return found;
end $$`;

/**
 * What has been committed since a snapshot taken earlier, whatever the tenant: pseudonyms and epochs only. The first
 * row is the snapshot to ask with next time. Both come from one snapshot, so nothing falls between two calls. What a
 * snapshot cannot see is what was in progress then and what began after it: both are looked up, so that one
 * transaction left open for hours costs one look and not a scan of those hours. The upper bound keeps out events
 * restored from a server whose transactions were numbered higher.
 */
const CHANGES = `
create or replace function lawful.changes_v1(p_since text)
returns table (snapshot text, subject_key uuid, epoch integer)
language sql stable ${GUARDED} as $$
  select pg_current_snapshot()::text, null::uuid, null::integer
  union all
  select null, e.subject_key, e.epoch from lawful.subject_event e
  where e.xact >= pg_snapshot_xmax(p_since::pg_snapshot)
    and e.xact < pg_snapshot_xmax(pg_current_snapshot())
  union all
  select null, e.subject_key, e.epoch
  from pg_snapshot_xip(p_since::pg_snapshot) as was_open (xact)
  join lawful.subject_event e on e.xact = was_open.xact
$$`;

/** Functions under the eye of row-level security, one tenant at a time. */
export const FUNCTIONS: readonly string[] = [
  INSTALLATION,
  ...APPEND_INSTEAD,
  appendFunction(),
  READ,
  HISTORY,
  REPAIR,
  ...callable('installation_v1()', 'lawful_app, lawful_relay, lawful_tools'),
  ...callable(
    'append_v1(text, uuid, text, text, jsonb, integer, integer, uuid, bytea, boolean)',
    'lawful_app, lawful_tools',
  ),
  ...callable('read_v1(text, uuid[])', 'lawful_app, lawful_tools'),
  ...callable('history_v1(text, uuid)', 'lawful_app, lawful_tools'),
  ...callable('repair_v1(text, uuid, integer, integer, uuid, bytea)', 'lawful_app, lawful_tools'),
];

/** The function that crosses tenants. */
export const FEED_FUNCTIONS: readonly string[] = [
  CHANGES,
  ...callable('changes_v1(text)', 'lawful_app, lawful_relay, lawful_tools'),
];
