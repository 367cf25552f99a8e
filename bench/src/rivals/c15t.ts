import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { subjectAt } from '../durable/load-subjects.ts';
import { openPool } from '../durable/pool.ts';

/** Names a folder in which `npm install @c15t/backend@2.2.1 kysely` has been run. */
const MODULE_VARIABLE = 'C15T_MODULE';

export const c15tNotRun = {
  name: "c15t's backend check",
  reason: `not installed with the benchmarks; set ${MODULE_VARIABLE}, see rivals/c15t.ts`,
} as const;

/** Asks c15t whether a subject has consented. */
export interface C15tCheck {
  check(subject: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * c15t's own backend: `GET /consents/check` for a subject that is known by the application's id, answered by its
 * handler without a network between. One consent is recorded by its own API, then copied for everybody.
 *
 * Its migrations make no index on the columns that this check looks up, so it would read whole tables; the two indexes
 * are added here, in its favour.
 *
 * @param url of an empty database: its migrator looks at every table of a database and accepts none of ours
 */
export async function openC15t(url: string, subjects: number): Promise<C15tCheck | undefined> {
  const folder = process.env[MODULE_VARIABLE];
  if (!folder) return undefined;
  const pool = openPool(url);
  try {
    const handler = await openBackend(folder, pool);
    await recordFirst(handler);
    await pool.query(COPIES, [subjects - 1]);
    await pool.query(INDEXES);
    return {
      check: async (subject) => {
        const query = new URLSearchParams({ externalId: subject, type: TYPE });
        const answer = await handler(new Request(`${ORIGIN}/consents/check?${query}`));
        assert.match(await answer.text(), /"hasConsent":true/);
      },
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const ORIGIN = 'http://c15t.bench.example';
const TYPE = 'marketing_communications';

type Handler = (request: Request) => Promise<Response>;

/** What is used of its modules, which the benchmarks do not install. */
interface Modules {
  readonly kysely: {
    readonly Kysely: new (options: object) => object;
    readonly PostgresDialect: new (options: object) => object;
  };
  readonly backend: { c15tInstance(options: object): { readonly handler: Handler } };
  readonly adapters: { kyselyAdapter(options: object): object };
  readonly migrator: {
    migrator(options: object): Promise<{ execute?: () => Promise<void> }>;
  };
  readonly schema: { readonly DB: { client(adapter: object): object } };
}

async function openBackend(folder: string, pool: pg.Pool): Promise<Handler> {
  const { kysely, backend, adapters, migrator, schema } = await modulesIn(folder);
  const db = new kysely.Kysely({ dialect: new kysely.PostgresDialect({ pool }) });
  const adapter = adapters.kyselyAdapter({ db, provider: 'postgresql' });
  const migration = await migrator.migrator({ db: schema.DB.client(adapter), schema: 'latest' });
  await migration.execute?.();
  const options = { appName: 'bench', adapter, trustedOrigins: [], logger: { level: 'error' } };
  return backend.c15tInstance(options).handler;
}

async function modulesIn(folder: string): Promise<Modules> {
  const { resolve } = createRequire(pathToFileURL(`${folder}/package.json`));
  const load = (name: string) => import(pathToFileURL(resolve(name)).href);
  return {
    kysely: await load('kysely'),
    backend: await load('@c15t/backend'),
    adapters: await load('@c15t/backend/db/adapters/kysely'),
    migrator: await load('@c15t/backend/db/migrator'),
    schema: await load('@c15t/backend/db/schema'),
  };
}

async function recordFirst(handler: Handler): Promise<void> {
  const answer = await handler(
    new Request(`${ORIGIN}/subjects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: TYPE,
        subjectId: `sub_${'2'.repeat(26)}`,
        externalSubjectId: subjectAt(0),
        domain: 'bench.example',
        preferences: {},
        givenAt: Date.now(),
        metadata: {},
      }),
    }),
  );
  assert.equal(answer.status, 200, await answer.text());
}

const COPIES = `
with subjects as (
  insert into subject (id, "externalId", "identityProvider", "createdAt", "updatedAt", "tenantId")
  select 'sub_' || i, 'subject-' || i, "identityProvider", "createdAt", "updatedAt", "tenantId"
  from subject, generate_series(1, $1::integer) i
), consents as (
  insert into consent (id, "subjectId", "domainId", "policyId", "purposeIds", "givenAt")
  select 'cns_' || i, 'sub_' || i, "domainId", "policyId", "purposeIds", "givenAt"
  from consent, generate_series(1, $1::integer) i
)
select`;

const INDEXES = `
create index on subject ("externalId");
create index on consent ("subjectId");
analyze subject, consent`;
