import { type Kysely, sql } from 'kysely';

/** Roles that people grant to login roles of theirs. None of them may log in. */
const GRANTED_ROLES = ['lawful_app', 'lawful_relay', 'lawful_tools'] as const;

/**
 * Roles that own the functions called at run time. Nobody is meant to be a member: an owner could change its
 * functions, and holds the privileges on tables that callers of the functions must not have.
 */
export const OWNING_ROLES = ['lawful_functions', 'lawful_feed', 'lawful_outbox'] as const;

/** A role that owns functions. */
export type OwningRole = (typeof OWNING_ROLES)[number];

/**
 * Makes the roles that are missing, and lets the migrating role act as the owners of functions. Roles belong to
 * the whole server, so another database may have made them, perhaps at this moment.
 */
export async function createRoles(db: Kysely<unknown>): Promise<void> {
  await sql.raw(CREATE_ROLES).execute(db);
  await sql.raw(BECOME_OWNERS).execute(db);
}

/** Runs `statements`, each one statement of SQL, as `owner`: what they create belongs to it. */
export async function runAs(
  owner: OwningRole,
  statements: readonly string[],
  db: Kysely<unknown>,
): Promise<void> {
  const role = sql.id(owner);
  const { rows } = await sql<{ former: string }>`select current_setting('role') as former`.execute(
    db,
  );
  await sql`grant create on schema lawful to ${role}`.execute(db);
  await sql`set local role ${role}`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
  await sql`select set_config('role', ${rows[0]?.former ?? 'none'}, true)`.execute(db);
  await sql`revoke create on schema lawful from ${role}`.execute(db);
}

const list = (roles: readonly string[]): string => roles.map((role) => `'${role}'`).join(', ');

const CREATE_ROLES = `
do $$
declare
  wanted text;
begin
  foreach wanted in array array[${list([...GRANTED_ROLES, ...OWNING_ROLES])}] loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
      begin
        execute pg_catalog.format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
end $$`;

/** Since version 16 who made a role administers it without being able to act as it. */
const BECOME_OWNERS = `
do $$
declare
  modern constant boolean := pg_catalog.current_setting('server_version_num')::int >= 160000;
  wanted text;
begin
  if exists (
    select from pg_catalog.pg_roles
    where rolname in (${list([...GRANTED_ROLES, ...OWNING_ROLES])}) and (rolsuper or rolbypassrls)
  ) then
    raise exception 'a role of Lawful may pass over row-level security'
      using errcode = 'invalid_role_specification';
  end if;
  foreach wanted in array array[${list(OWNING_ROLES)}] loop
    if not pg_catalog.pg_has_role(current_user, wanted, case when modern then 'SET' else 'MEMBER' end) then
      execute pg_catalog.format(
        'grant %I to %I' || case when modern then ' with inherit false, set true' else '' end,
        wanted, current_user);
    end if;
  end loop;
end $$`;
