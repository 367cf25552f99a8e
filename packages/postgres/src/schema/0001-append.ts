import { callable, GUARDED } from './run-time-functions.ts';

/** What else is done for an event that is stored. */
export interface Telling {
  /** Whether there is anything to do, as an expression; asked with the event's own statement, for it costs less there. */
  readonly when: string;
  /** As statements. */
  readonly tell: string;
}

/**
 * Appends one event and moves the state: one round trip. Answers null for stored, otherwise what stands instead.
 *
 * The state row is the lock of its subject. Whoever moves it from `p_expected` wins; whoever waited for that finds it
 * moved and writes nothing. An event that is sent again by whoever knows of nothing since violates the primary key
 * (23505), which takes the move back as well. A state that is missing while there are events is not begun anew: it is
 * `stale`, with a place and no state, and wants `repair_v1`.
 */
export function appendFunction(telling: Telling = { when: 'false', tell: '' }): string {
  return `
create or replace function lawful.append_v1(
  p_tenant text, p_key uuid, p_subject text, p_event_id text, p_event jsonb,
  p_expected integer, p_epoch integer, p_salt uuid, p_state bytea, p_changed boolean
) returns jsonb language plpgsql ${GUARDED} as $$
declare
  seen_by text;
  tells boolean;
begin
  -- Assigned, not performed: an expression is worked out without a query of its own.
  seen_by := set_config('lawful.tenant', p_tenant, true);
  if p_expected > 0 then
    update lawful.subject_state s set seq = p_expected + 1, epoch = p_epoch, state = p_state
    where s.tenant = p_tenant and s.subject_key = p_key and s.seq = p_expected and s.epoch <= p_epoch;
  else
    insert into lawful.subject_state (seq, epoch, subject_key, salt, tenant, state)
    select 1, p_epoch, p_key, p_salt, p_tenant, p_state
    where not exists (
      select from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = p_key)
    on conflict do nothing;
  end if;
  if not found then
    return lawful.append_instead_v1(p_tenant, p_key, p_event_id);
  end if;
  insert into lawful.subject_event
    (seq, epoch, subject_key, salt, tenant, subject, event_id, type, purpose, event)
  values (
    p_expected + 1, p_epoch, p_key, case when p_expected = 0 then p_salt end, p_tenant, p_subject, p_event_id,
    p_event ->> 'type', p_event ->> 'purpose', p_event)
  returning ${telling.when} into tells;
  if tells then ${telling.tell}
  end if;
  return null;
end $$`;
}

/**
 * What stands where an event was not stored: `known` for an event that is stored already, `stale` for a state that is
 * elsewhere than expected. Called by `append_v1` alone, which sets the tenant.
 */
export const APPEND_INSTEAD: readonly string[] = [
  `
create or replace function lawful.append_instead_v1(p_tenant text, p_key uuid, p_event_id text)
returns jsonb language plpgsql ${GUARDED} as $$
declare
  stands record;
  known boolean;
begin
  select s.seq, s.epoch, s.salt, s.state into stands
  from lawful.subject_state s where s.tenant = p_tenant and s.subject_key = p_key;
  if not found then
    select coalesce(max(e.seq), 0) as seq, coalesce(max(e.epoch), 0) as epoch,
      null::uuid as salt, null::bytea as state into stands
    from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = p_key;
  end if;
  known := exists (
    select from lawful.subject_event e
    where e.tenant = p_tenant and e.subject_key = p_key and e.event_id = p_event_id);
  return jsonb_build_object(
    'outcome', case when known then 'known' else 'stale' end,
    'seq', stands.seq, 'epoch', stands.epoch, 'salt', stands.salt,
    'state', encode(stands.state, 'base64'));
end $$`,
  ...callable('append_instead_v1(text, uuid, text)', 'lawful_functions'),
];
