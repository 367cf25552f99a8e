import { sql } from 'kysely';
import { appendFunction } from './0001-append.ts';
import { DELIVERIES, ENQUEUE, TELLING } from './0002-outbox-functions.ts';
import type { SchemaMigration } from './migration.ts';
import { createRoles, runAs } from './roles.ts';

/** What other systems must hear: who they are, and what waits for them. Older code goes on working. */
export const outbox: SchemaMigration = {
  oldestCode: 1,
  up: async (db) => {
    await createRoles(db);
    for (const statement of [...TABLES, ...POLICIES, ...GRANTS])
      await sql.raw(statement).execute(db);
    await runAs('lawful_functions', [appendFunction(TELLING), ...ENQUEUE], db);
    await runAs('lawful_outbox', DELIVERIES, db);
  },
};

const TABLES: readonly string[] = [
  // No address: it may hold a token, and only the relay that sends needs it.
  `create table lawful.destination (
    paused_at timestamptz,
    name text primary key,
    tenant text,
    topics text[] not null
  )`,
  // References only. A subject's id stands here for what no event tells of, and goes when that is delivered.
  // Keys are compared byte by byte: rules of a language would make each look into the index slower.
  `create table lawful.outbox (
    id bigint generated always as identity,
    not_before timestamptz not null default clock_timestamp(),
    enqueued_at timestamptz not null default clock_timestamp(),
    message uuid not null default gen_random_uuid(),
    subject_key uuid not null,
    lease uuid,
    attempts integer not null default 0,
    seq integer,
    destination text collate "C" not null,
    tenant text collate "C" not null,
    topic text not null,
    subject text,
    primary key (destination, tenant, subject_key, id),
    check ((seq is null) <> (subject is null))
  ) with (autovacuum_vacuum_scale_factor = 0.05)`,
  'create index outbox_fresh on lawful.outbox (destination, not_before, tenant) where attempts = 0',
  'create index outbox_again on lawful.outbox (destination, not_before, tenant) where attempts > 0',
];

const POLICIES: readonly string[] = [
  'alter table lawful.outbox enable row level security',
  'alter table lawful.outbox force row level security',
  `create policy one_tenant on lawful.outbox for insert to lawful_functions
    with check (tenant = current_setting('lawful.tenant', true))`,
  'create policy every_tenant on lawful.outbox to lawful_outbox using (true)',
  'create policy every_tenant_tools on lawful.outbox for select to lawful_tools using (true)',
  'create policy every_tenant_outbox on lawful.subject_event for select to lawful_outbox using (true)',
];

const GRANTS: readonly string[] = [
  'grant usage on schema lawful to lawful_outbox',
  'grant select on lawful.destination to lawful_functions, lawful_tools',
  'grant insert on lawful.outbox to lawful_functions',
  'grant select on lawful.outbox to lawful_tools',
  'grant select, insert, update, delete on lawful.destination to lawful_outbox',
  'grant select, update, delete on lawful.outbox to lawful_outbox',
  'grant select (tenant, subject_key, seq, subject, event) on lawful.subject_event to lawful_outbox',
];
