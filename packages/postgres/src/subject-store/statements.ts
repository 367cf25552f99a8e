import type { Statement } from '../database/database.ts';

/** One row of `lawful.read_v1`. */
export interface ReadRow {
  readonly subject_key: string;
  readonly seq: number;
  readonly epoch: number;
  readonly salt: string;
  readonly state: Uint8Array;
}

/** The row of `lawful.append_v1`: null where the event was stored, otherwise what stands instead. */
export interface AppendRow {
  readonly instead: null | {
    readonly outcome: 'known' | 'stale';
    readonly seq: number;
    readonly epoch: number;
    readonly salt: string | null;
    /** Base64. */
    readonly state: string | null;
  };
}

/** One row of `lawful.history_v1`. */
export interface HistoryRow {
  readonly seq: number;
  readonly event: unknown;
  readonly epoch: number;
  readonly salt: string | null;
}

/** The calls made at run time, each one round trip. */
export const CALLS = {
  read: {
    name: 'lawful_read_v1',
    text: 'select subject_key, seq, epoch, salt, state from lawful.read_v1($1, $2::uuid[])',
  },
  append: {
    name: 'lawful_append_v1',
    text: `select lawful.append_v1(
      $1, $2::uuid, $3, $4, $5::text::jsonb, $6::int, $7::int, $8::uuid, $9::bytea, $10::boolean) as instead`,
  },
  appendMany: {
    name: 'lawful_append_many_v1',
    text: `select lawful.append_v1(i.tenant, i.key, i.subject, i.event_id, i.event::jsonb,
        i.expected, i.epoch, i.salt, i.state, i.changed) as instead, i.at::int as at
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[],
        $6::int[], $7::int[], $8::uuid[], $9::bytea[], $10::boolean[])
        with ordinality
        as i(tenant, key, subject, event_id, event, expected, epoch, salt, state, changed, at)`,
  },
  history: {
    name: 'lawful_history_v1',
    text: 'select seq, event, epoch, salt from lawful.history_v1($1, $2::uuid)',
  },
  repair: {
    name: 'lawful_repair_v1',
    text: 'select lawful.repair_v1($1, $2::uuid, $3::int, $4::int, $5::uuid, $6::bytea) as repaired',
  },
} satisfies Record<string, Statement>;
