/** Tables of migration 0001, one statement each. */
export const TABLES: readonly string[] = [
  `create table lawful.installation (
    id integer primary key default 1 check (id = 1),
    key_secret bytea not null check (octet_length(key_secret) = 32),
    schema_version integer not null,
    oldest_code integer not null
  )`,
  // Wide columns first and no gaps between: what is stored most must be small.
  `create table lawful.subject_event (
    xact xid8 not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    seq integer not null,
    epoch integer not null,
    subject_key uuid not null,
    salt uuid,
    tenant text not null,
    subject text not null,
    event_id text not null,
    type text not null,
    purpose text,
    event jsonb not null,
    primary key (tenant, subject_key, event_id)
  )`,
  'create index subject_event_xact on lawful.subject_event (xact)',
  // No index holds a column that changes, and pages keep room for changed rows: an update then stays in its page.
  // With states of 70 bytes and no tenant, 208 bytes of disk for each subject with the index, 220 once all have changed.
  `create table lawful.subject_state (
    seq integer not null,
    epoch integer not null,
    subject_key uuid not null,
    salt uuid not null,
    tenant text not null,
    state bytea not null,
    primary key (tenant, subject_key)
  ) with (fillfactor = 95)`,
];

/** Row-level security of both tables: even their owner sees nothing, and functions see the tenant they were called for. */
export const POLICIES: readonly string[] = [
  ...['subject_event', 'subject_state'].flatMap((table) => [
    `alter table lawful.${table} enable row level security`,
    `alter table lawful.${table} force row level security`,
    `create policy one_tenant on lawful.${table} to lawful_functions
      using (tenant = current_setting('lawful.tenant', true))`,
    `create policy every_tenant on lawful.${table} for select to lawful_tools using (true)`,
  ]),
  'create policy every_tenant_feed on lawful.subject_event for select to lawful_feed using (true)',
];

/** Who may touch what. Nobody but the owner of the tables may change or delete an event. */
export const GRANTS: readonly string[] = [
  'grant usage on schema lawful to lawful_app, lawful_relay, lawful_tools, lawful_functions, lawful_feed',
  'grant select on lawful.installation to lawful_functions, lawful_tools',
  'grant select, insert on lawful.subject_event to lawful_functions',
  'grant select, insert, update on lawful.subject_state to lawful_functions',
  // The feed crosses tenants and can read pseudonyms only.
  'grant select (xact, subject_key, epoch) on lawful.subject_event to lawful_feed',
  'grant select on lawful.subject_event, lawful.subject_state to lawful_tools',
];
