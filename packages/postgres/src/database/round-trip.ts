import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { type Deadlines, type Pending, tooLate } from './deadlines.ts';
import { isServerError } from './server-error.ts';

/** What is asked, and for how long. */
export interface Asking {
  readonly query: QueryConfig;
  readonly values: readonly unknown[];
  /** Milliseconds, the wait for a connection included. */
  readonly timeout: number;
}

/**
 * One question on a connection that the pool lends. Rejects where there is no answer in time: what still waits for a
 * connection then is never asked, and a connection that owes an answer is not used again. One on which the database
 * refused something is used again, which `pool.query` does not do.
 */
export function roundTrip<Row extends object>(
  pool: Pool,
  deadlines: Deadlines,
  { query, values, timeout }: Asking,
): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    let client: Client<Row> | undefined;
    const pending: Pending = {
      due: performance.now() + timeout,
      late: () => {
        const error = tooLate();
        if (client !== undefined) giveBack(client, error);
        reject(error);
      },
    };
    deadlines.begin(pending);
    pool.connect((refused, lent) => {
      if (lent === undefined) {
        if (deadlines.end(pending)) reject(refused);
        return;
      }
      if (!deadlines.has(pending)) return lent.release();
      client = lent;
      client.on('error', toldAnyway);
      client.query(query, values, (error, result) => {
        if (!deadlines.end(pending)) return;
        giveBack(lent, error && !isServerError(error) ? error : undefined);
        if (error) reject(error);
        else resolve(result.rows);
      });
    });
  });
}

/** pg takes values beside a prepared statement, and only reads them; its types say so of a plain text. */
type Client<Row extends object> = PoolClient & {
  query(
    query: QueryConfig,
    values: readonly unknown[],
    answered: (error: Error | null | undefined, result: QueryResult<Row>) => void,
  ): void;
};

function giveBack(client: PoolClient, lost?: Error): void {
  client.removeListener('error', toldAnyway);
  client.release(lost);
}

/** A connection that fails tells whoever has asked as well; nobody listening would end the process. */
function toldAnyway(): void {}
