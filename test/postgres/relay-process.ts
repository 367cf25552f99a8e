// A relay in a process of its own, to be killed: DATABASE_URL and RECEIVER (the options of one webhook, as JSON).
import { createOutbox, runRelay, webhook } from '@lawful/postgres';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
runRelay(createOutbox(pool), [webhook(JSON.parse(process.env.RECEIVER ?? ''))], {
  pollInterval: 20,
  sendTimeout: 1_000,
  baseDelay: 20,
});
