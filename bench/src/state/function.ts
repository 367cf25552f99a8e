import { openPool } from '../durable/pool.ts';
import { type ByHand, numbering, STATE } from './by-hand.ts';

/** The store's function, called by hand: its round trip alone, with what the transactions by hand are given. */
export function openFunction(connectionString: string, connections: number): ByHand {
  const pool = openPool(connectionString, connections);
  const placeOf = numbering();
  return {
    append: async (subject, event) => {
      const { seq, key } = placeOf(subject);
      const { rows } = await pool.query<{ instead: unknown }>({
        ...CALL,
        values: ['', key, subject, event.id, JSON.stringify(event), seq - 1, seq, key, STATE, true],
      });
      if (rows[0]?.instead !== null) throw new Error('an event was not stored');
    },
    close: () => pool.end(),
  };
}

const CALL = {
  name: 'append_by_hand',
  text: `select lawful.append_v1(
    $1, $2::uuid, $3, $4, $5::text::jsonb, $6::int, $7::int, $8::uuid, $9::bytea, $10::boolean) as instead`,
};
