import assert from 'node:assert/strict';
import type pg from 'pg';
import { openDurableStore } from '../ours/durable-store.ts';
import { consentGiven, PURPOSES } from './consent-event.ts';

/** How long it took. */
export interface Loaded {
  readonly subjects: number;
  readonly stateMs: number;
  readonly eventMs: number;
}

/** The application's id of a subject that was loaded. */
export function subjectAt(index: number): string {
  return `subject-${index}`;
}

/**
 * Fills an empty store with subjects who have consented twice: some thousand states are made by the store itself, then
 * copied in the database, each under the pseudonym that the store would give it. Of each history the last event is there.
 *
 * @param url of a migrated database that nobody else uses
 */
export async function loadSubjects(
  url: string,
  subjects: number,
  templates: number,
): Promise<Loaded> {
  const { store, pool, close } = await openDurableStore({ url, transport: 'poll' });
  try {
    await makeTemplates(pool, store, templates);
    await pool.query(await keyFunction(pool));
    const client = await pool.connect();
    try {
      // Loading is not what is measured; everything else waits for the disk.
      await client.query('set synchronous_commit = off');
      const stateMs = await timed(() => inParts(client, STATES, subjects, templates));
      const eventMs = await timed(() => inParts(client, EVENTS, subjects, templates));
      await client.query('vacuum (analyze) lawful.subject_state');
      await client.query('vacuum (analyze) lawful.subject_event');
      await client.query('checkpoint');
      const last = await store.read(subjectAt(subjects - 1));
      assert.equal(last.state?.consents.length, 2, 'a loaded subject is not found by its id');
      return { subjects, stateMs, eventMs };
    } finally {
      client.release();
    }
  } finally {
    await close();
  }
}

async function makeTemplates(
  pool: pg.Pool,
  store: { append(subject: string, event: ReturnType<typeof consentGiven>): unknown },
  templates: number,
): Promise<void> {
  const make = async (first: number): Promise<void> => {
    for (let index = first; index < templates; index += WRITERS) {
      for (const [at, purpose] of PURPOSES.entries()) {
        await store.append(`template-${index}`, consentGiven(purpose, at === 0));
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, first) => make(first)));
  await pool.query(TEMPLATES);
}

const WRITERS = 8;

/** Row-level security does not hold for the owner of the server, who loads and looks. */
const TEMPLATES = `
create schema bench;
create table bench.template as
  select (row_number() over () - 1)::integer as n, s.seq, s.epoch, s.salt, s.state,
    e.event_id, e.type, e.purpose, e.event
  from lawful.subject_state s
  join lawful.subject_event e on e.tenant = s.tenant and e.subject_key = s.subject_key and e.seq = s.seq;
truncate lawful.subject_state, lawful.subject_event`;

const STATES = `
insert into lawful.subject_state (seq, epoch, subject_key, salt, tenant, state)
select t.seq, t.epoch, bench.key_of('subject-' || i), t.salt, '', t.state
from generate_series($1::integer, $2::integer) i join bench.template t on t.n = i % $3::integer`;

const EVENTS = `
insert into lawful.subject_event
  (seq, epoch, subject_key, tenant, subject, event_id, type, purpose, event)
select t.seq, t.epoch, bench.key_of('subject-' || i), '', 'subject-' || i, t.event_id, t.type, t.purpose, t.event
from generate_series($1::integer, $2::integer) i join bench.template t on t.n = i % $3::integer`;

const PART = 500_000;

async function inParts(
  client: pg.PoolClient,
  statement: string,
  subjects: number,
  templates: number,
): Promise<void> {
  for (let from = 0; from < subjects; from += PART) {
    await client.query(statement, [from, Math.min(subjects, from + PART) - 1, templates]);
  }
}

/** HMAC-SHA-256 in SQL, as the store computes a pseudonym for a subject without a tenant; checked by reading one back. */
async function keyFunction(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ key_secret: Buffer }>(
    'select key_secret from lawful.installation',
  );
  const secret = rows[0]?.key_secret;
  if (secret === undefined) throw new Error('the database was not migrated');
  const pad = (value: number): string =>
    Buffer.from(Uint8Array.from({ length: 64 }, (_, at) => (secret[at] ?? 0) ^ value)).toString(
      'hex',
    );
  return `create function bench.key_of(subject text) returns uuid
    language sql immutable parallel safe return encode(substring(
      sha256('\\x${pad(0x5c)}'::bytea || sha256('\\x${pad(0x36)}'::bytea || convert_to('0:' || subject, 'UTF8')))
      from 1 for 16), 'hex')::uuid`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
