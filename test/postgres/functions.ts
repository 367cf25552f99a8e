import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** One subject of one tenant, reached by the functions of the schema and nothing else. */
export interface Subject {
  readonly key: string;
  readonly tenant: string;
  append(id: string, expected: number): Promise<string>;
  /** Ids of the events, oldest first. */
  history(): Promise<readonly string[]>;
  /** Places of the states that are visible: one, or none. */
  read(): Promise<readonly number[]>;
}

/** A subject whose functions are called through `pool`; the same `key` under two tenants is two subjects. */
export function subjectThrough(pool: Pool, tenant = '', key: string = randomUUID()): Subject {
  const salt = randomUUID();
  const rows = async (text: string, values: readonly unknown[]) =>
    (await pool.query(text, [...values])).rows;
  return {
    key,
    tenant,
    append: async (id, expected) => {
      const event = JSON.stringify({ id, type: 'consent.withdrawn', purpose: 'newsletter' });
      const [row] = await rows(
        'select lawful.append_v1($1,$2,$3,$4,$5,$6,$7,$8,$9,true) as instead',
        [tenant, key, 'subject', id, event, expected, expected + 1, salt, Buffer.from(id)],
      );
      return row.instead?.outcome ?? 'stored';
    },
    history: async () =>
      (await rows('select event from lawful.history_v1($1, $2)', [tenant, key])).map(
        ({ event }) => event.id,
      ),
    read: async () =>
      (await rows('select seq from lawful.read_v1($1, $2)', [tenant, [key]])).map(({ seq }) => seq),
  };
}

/** The address of the same server, as another role or of another database. */
export function urlAs(
  url: string,
  change: { readonly role?: string; readonly database?: string },
): string {
  const changed = new URL(url);
  if (change.role !== undefined) {
    changed.username = change.role;
    changed.password = change.role;
  }
  if (change.database !== undefined) changed.pathname = `/${change.database}`;
  return changed.href;
}
