import type { Telling } from './0001-append.ts';
import { callable, GUARDED } from './run-time-functions.ts';

/**
 * What `append_v1` does besides for an event that it stores: a row for each destination that wants to hear, in the same
 * transaction, so that both are there or neither is. An event that changed nothing is told to nobody. Rows of one
 * subject are numbered in the order of its history, for the state row stays locked until they are committed. Where
 * nobody wants to hear anything, the outbox is not even opened.
 */
export const TELLING: Telling = {
  when: 'p_changed and exists (select from lawful.destination)',
  tell: `
    insert into lawful.outbox (destination, tenant, subject_key, seq, topic)
    select d.name, p_tenant, p_key, p_expected + 1, p_event ->> 'type'
    from lawful.destination d
    where d.topics && array[p_event ->> 'type', split_part(p_event ->> 'type', '.', 1) || '.*']
      and (d.tenant is null or d.tenant = p_tenant);`,
};

/** Puts into the outbox what is no event of a history. @returns for how many destinations. */
const ENQUEUE_FUNCTION = `
create or replace function lawful.enqueue_v1(
  p_tenant text, p_key uuid, p_subject text, p_topic text, p_message uuid
) returns integer language plpgsql ${GUARDED} as $$
declare
  told integer;
begin
  perform set_config('lawful.tenant', p_tenant, true);
  insert into lawful.outbox (destination, tenant, subject_key, subject, topic, message)
  select d.name, p_tenant, p_key, p_subject, p_topic, p_message
  from lawful.destination d
  where d.topics && array[p_topic, split_part(p_topic, '.', 1) || '.*']
    and (d.tenant is null or d.tenant = p_tenant);
  get diagnostics told = row_count;
  return told;
end $$`;

/** What a destination wants to hear from now on; whether it is paused stays as it is. */
const REGISTER = `
create or replace function lawful.outbox_register_v1(p_name text, p_tenant text, p_topics text[])
returns table (paused boolean) language sql ${GUARDED} as $$
  insert into lawful.destination as d (name, tenant, topics) values (p_name, p_tenant, p_topics)
  on conflict (name) do update set tenant = p_tenant, topics = p_topics
  returning d.paused_at is not null
$$`;

const PAUSE = `
create or replace function lawful.outbox_pause_v1(p_name text, p_pause boolean)
returns table (changed boolean) language sql ${GUARDED} as $$
  update lawful.destination d set paused_at = case when p_pause then clock_timestamp() end
  where d.name = p_name and (d.paused_at is null) = p_pause
  returning true
$$`;

/**
 * The oldest message of each subject only: whatever becomes of it, later ones wait behind it. Written so that there is
 * one plan, a look into the primary key; `not exists` is at times hashed, which a subject with many messages makes slow.
 */
const HEAD_OF_LINE = `o.id = (
          select e.id from lawful.outbox e
          where e.destination = o.destination and e.tenant = o.tenant and e.subject_key = o.subject_key
          order by e.id limit 1)`;

const DUE = (which: string, limit: string): string => `
      select o.id, o.tenant, o.subject_key from lawful.outbox o
      where o.destination = p_destination and o.attempts ${which} and o.not_before <= v_now
        and ${HEAD_OF_LINE}
      order by o.not_before limit ${limit} for update of o skip locked`;

/**
 * Leases what is due. Leasing is moving the time before which nobody takes the message; it is committed before
 * anything is sent. Of an event only what a message carries is handed out, so evidence stays in the database.
 */
const CLAIM = `
create or replace function lawful.outbox_claim_v1(
  p_destination text, p_lease uuid, p_lease_ms integer, p_limit integer, p_again integer
) returns table (
  place text, tenant text, subject_key uuid, message uuid, topic text, attempt integer,
  enqueued_at text, subject text, seq integer, event jsonb
) language plpgsql ${GUARDED} as $$
#variable_conflict use_column
declare
  v_now constant timestamptz := clock_timestamp();
begin
  if not exists (
    select from lawful.destination d where d.name = p_destination and d.paused_at is null
  ) then return; end if;
  return query
    with again as (${DUE('> 0', 'least(p_again, p_limit)')}
    ), fresh as (${DUE('= 0', 'p_limit - (select count(*) from again)')}
    ), leased as (
      update lawful.outbox o set lease = p_lease, attempts = o.attempts + 1,
        not_before = clock_timestamp() + p_lease_ms * interval '1 millisecond'
      from (select * from again union all select * from fresh) c
      where o.destination = p_destination and o.tenant = c.tenant
        and o.subject_key = c.subject_key and o.id = c.id
      returning o.*
    )
    select l.id::text, l.tenant, l.subject_key, l.message, l.topic, l.attempts,
      to_char(l.enqueued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      coalesce(l.subject, e.subject), l.seq, (
        select jsonb_object_agg(part.key, part.value) from jsonb_each(e.event) part
        where part.key in ('id', 'at', 'purpose', 'recipient', 'channel', 'expiresAt', 'ground', 'fields', 'final'))
    from leased l left join lawful.subject_event e
      on e.tenant = l.tenant and e.subject_key = l.subject_key and e.seq = l.seq;
end $$`;

/** Only who still holds the lease may say what became of a message. */
const MINE = `o.destination = p_destination and o.tenant = p_tenant and o.subject_key = p_key
    and o.id = p_id and o.lease = p_lease`;

const DELIVERED = `
create or replace function lawful.outbox_delivered_v1(
  p_destination text, p_tenant text, p_key uuid, p_id bigint, p_lease uuid
) returns table (held boolean) language sql ${GUARDED} as $$
  delete from lawful.outbox o where ${MINE} returning true
$$`;

/** Later messages of the subject are moved along, so that claiming does not go through them in vain. */
const POSTPONE = `
create or replace function lawful.outbox_postpone_v1(
  p_destination text, p_tenant text, p_key uuid, p_id bigint, p_lease uuid, p_delay_ms integer
) returns table (held boolean) language sql ${GUARDED} as $$
  with mine as (
    update lawful.outbox o set lease = null,
      not_before = clock_timestamp() + p_delay_ms * interval '1 millisecond'
    where ${MINE} returning o.not_before
  ), later as (
    update lawful.outbox o set not_before = mine.not_before from mine
    where o.destination = p_destination and o.tenant = p_tenant and o.subject_key = p_key
      and o.id > p_id and o.not_before < mine.not_before
  )
  select true from mine
$$`;

const WAITING = `
create or replace function lawful.outbox_waiting_v1()
returns table (destination text, paused boolean, waiting integer, oldest_ms float8, attempts integer)
language sql ${GUARDED} as $$
  select coalesce(d.name, o.destination), coalesce(bool_or(d.paused_at is not null), false),
    count(o.id)::integer,
    extract(epoch from clock_timestamp() - min(o.enqueued_at))::float8 * 1000,
    coalesce(max(o.attempts), 0)
  from lawful.destination d full join lawful.outbox o on o.destination = d.name
  group by 1 order by 1
$$`;

/** Forgets a destination and what waits for it. @returns how many messages nobody will hear now. */
const REMOVE = `
create or replace function lawful.outbox_remove_v1(p_name text)
returns table (discarded integer) language sql ${GUARDED} as $$
  with gone as (delete from lawful.destination d where d.name = p_name),
  unheard as (delete from lawful.outbox o where o.destination = p_name returning 1)
  select count(*)::integer from unheard
$$`;

/** What the application calls. */
export const ENQUEUE: readonly string[] = [
  ENQUEUE_FUNCTION,
  ...callable('enqueue_v1(text, uuid, text, text, uuid)', 'lawful_app'),
];

/** What relays and their operators call; they cross tenants. */
export const DELIVERIES: readonly string[] = [
  REGISTER,
  PAUSE,
  CLAIM,
  DELIVERED,
  POSTPONE,
  WAITING,
  REMOVE,
  ...callable('outbox_register_v1(text, text, text[])', 'lawful_relay'),
  ...callable('outbox_pause_v1(text, boolean)', 'lawful_relay'),
  ...callable('outbox_claim_v1(text, uuid, integer, integer, integer)', 'lawful_relay'),
  ...callable('outbox_delivered_v1(text, text, uuid, bigint, uuid)', 'lawful_relay'),
  ...callable('outbox_postpone_v1(text, text, uuid, bigint, uuid, integer)', 'lawful_relay'),
  ...callable('outbox_waiting_v1()', 'lawful_relay'),
  ...callable('outbox_remove_v1(text)', 'lawful_relay'),
];
