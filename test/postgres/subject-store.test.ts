import { consentGiven, describeSubjectStore } from '@lawful/core/testing';
import { migrate, postgresSubjectStore } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../postgres.ts';

const server = await startPostgres();
const pool = new Pool({ connectionString: server.url });
await migrate(pool);
afterAll(async () => {
  await pool.end();
  await server.stop();
});

/** Closed after the test, with its listening connection. */
const open = () => {
  const store = postgresSubjectStore(pool);
  return { store, close: () => store.close() };
};

describeSubjectStore(
  { test, expect },
  async () => {
    await server.query('truncate lawful.subject_event, lawful.subject_state');
    return open();
  },
  open,
);

test('hundreds of events at once are each stored once, repeated ones among them', async () => {
  const { store, close } = open();
  const events = Array.from({ length: 300 }, (_, at) => ({
    subject: `many-${at % 150}`,
    event: consentGiven(at % 2 === 0 ? 'newsletter' : 'analytics'),
  }));
  // Some are sent twice at the same time, and all of them once more afterwards.
  const twice = events.flatMap((it, at) => (at % 10 === 0 ? [it, it] : [it]));
  await Promise.all(twice.map(({ subject, event }) => store.append(subject, event)));
  await Promise.all(events.map(({ subject, event }) => store.append(subject, event)));
  const rows = await server.query(
    `select count(*)::int as events, count(distinct event_id)::int as ids, max(seq) as places
     from lawful.subject_event where subject like 'many-%'`,
  );
  expect(rows).toEqual([{ events: 300, ids: 300, places: 2 }]);
  await close();
});
