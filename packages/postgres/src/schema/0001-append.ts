import { GUARDED } from './run-time-functions.ts';

const COLUMNS = '(seq, epoch, subject_key, salt, tenant, subject, event_id, type, purpose, event)';

const valuesWith = (seq: string, salt: string): string => `
      ${seq}, p_epoch, p_key, ${salt}, p_tenant, p_subject, p_event_id,
      p_event ->> 'type', p_event ->> 'purpose', p_event`;

/**
 * Appends one event and moves the state: one round trip and, where nobody was faster, one statement. Answers null for
 * stored, otherwise what stands instead: `known` for an event that is stored already, `stale` for a state that is
 * elsewhere than expected.
 *
 * The state row is the lock of its subject. Whoever moves it from `p_expected` wins; whoever waited for that finds it
 * moved and writes nothing. An event that is sent again by whoever knows of nothing since violates the primary key
 * (23505), which takes the move back as well. A state that is missing while there are events is not begun anew: it is
 * `stale`, with a place and no state, and wants `repair_v1`.
 *
 * @param told what else is done for an event that is stored: one more part of the `with` of its statement
 */
export function appendFunction(told = ''): string {
  return `
create or replace function lawful.append_v1(
  p_tenant text, p_key uuid, p_subject text, p_event_id text, p_event jsonb,
  p_expected integer, p_epoch integer, p_salt uuid, p_state bytea, p_changed boolean
) returns jsonb language plpgsql ${GUARDED} as $$
declare
  seen_by text;
  stands record;
  known boolean;
begin
  -- Assigned, not performed: an expression is worked out without a query of its own.
  seen_by := set_config('lawful.tenant', p_tenant, true);
  if p_expected > 0 then
    with moved as (
      update lawful.subject_state s set seq = p_expected + 1, epoch = p_epoch, state = p_state
      where s.tenant = p_tenant and s.subject_key = p_key and s.seq = p_expected and s.epoch <= p_epoch
      returning 1
    )${told}
    insert into lawful.subject_event ${COLUMNS}
    select ${valuesWith('p_expected + 1', 'null')}
    from moved;
  else
    with moved as (
      insert into lawful.subject_state (seq, epoch, subject_key, salt, tenant, state)
      select 1, p_epoch, p_key, p_salt, p_tenant, p_state
      where not exists (
        select from lawful.subject_event e where e.tenant = p_tenant and e.subject_key = p_key)
      on conflict do nothing
      returning 1
    )${told}
    insert into lawful.subject_event ${COLUMNS}
    select ${valuesWith('1', 'p_salt')}
    from moved;
  end if;
  if found then
    return null;
  end if;
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
end $$`;
}
