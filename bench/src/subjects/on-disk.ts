import pg from 'pg';

/** What subjects take in the database, in bytes each. */
export interface OnDisk {
  /** The current state, with its index. */
  readonly state: number;
  readonly stateIndex: number;
  /** One event, with its indexes. */
  readonly event: number;
  /** The packed state alone. */
  readonly packed: number;
}

/** Measures a database that has been vacuumed. */
export async function sizeOnDisk(connectionString: string, subjects: number): Promise<OnDisk> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<keyof OnDisk, string>>(
      `select pg_total_relation_size('lawful.subject_state') as state,
        pg_indexes_size('lawful.subject_state') as "stateIndex",
        pg_total_relation_size('lawful.subject_event') as event,
        (select sum(octet_length(state)) from lawful.subject_state) as packed`,
    );
    const [row] = rows;
    const each = (bytes: string | undefined): number => Number(bytes) / subjects;
    return {
      state: each(row?.state),
      stateIndex: each(row?.stateIndex),
      event: each(row?.event),
      packed: each(row?.packed),
    };
  } finally {
    await client.end();
  }
}
