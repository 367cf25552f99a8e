import type { Database } from '../database/database.ts';
import { createDeadlines, type Pending, tooLate } from '../database/deadlines.ts';
import { QUERY_TIMEOUT_MS } from '../database/port.ts';
import { type AppendRow, CALLS } from './statements.ts';

/** The arguments of `lawful.append_v1`, in its order. */
export type AppendValues = readonly [
  tenant: string,
  key: string,
  subject: string,
  eventId: string,
  event: string,
  expected: number,
  epoch: number,
  salt: string,
  state: Uint8Array,
  changed: boolean,
];

/** Sends events to the database. */
export interface Sender {
  /** Resolves once the event is durable, or with what stands instead. Rejects as the database does. */
  send(values: AppendValues): Promise<AppendRow>;
}

/** Statements that are with the database at once. */
const AT_ONCE = 2;
/** Events in one statement. */
const IN_ONE = 64;
/** Events that wait; beyond it a database that does not answer must not fill the memory. */
const WAITING = 10_000;

/**
 * One event travels alone. What comes while others are on their way travels together, in one statement and so in one
 * flush to the disk: each is acknowledged when all of them are durable. Where the database refuses one of them, nothing
 * of the statement is stored, and each travels alone after all. What has waited for as long as a question may take is
 * given up, and never travels.
 */
export function createSender(database: Database): Sender {
  const waiting: Letter[] = [];
  const deadlines = createDeadlines();
  let running = 0;

  const alone = async (values: AppendValues): Promise<AppendRow> => {
    const [answer] = await database.query<AppendRow>(CALLS.append, values);
    if (answer === undefined) throw new Error('The database answered nothing');
    return answer;
  };
  const together = async (letters: readonly Letter[]): Promise<void> => {
    // In the order of their keys, as every process does: two that wait for each other would wait for ever.
    const sorted = letters.toSorted((a, b) => (a.values[1] < b.values[1] ? -1 : 1));
    try {
      const columns = COLUMNS.map((column) => sorted.map(({ values }) => values[column]));
      const answers = await database.query<AppendRow & { at: number }>(CALLS.appendMany, columns);
      if (answers.length !== sorted.length) throw new Error('Not one answer for each event');
      for (const { instead, at } of answers) sorted[at - 1]?.resolve({ instead });
    } catch (error) {
      if (isRefusal(error)) await Promise.all(letters.map(settleAlone));
      else for (const { reject } of letters) reject(error);
    }
  };
  const settleAlone = ({ values, resolve, reject }: Letter): Promise<void> =>
    alone(values).then(resolve, reject);
  /** Whoever has landed takes along what waits. */
  const takeAlong = async (): Promise<void> => {
    while (waiting.length > 0) {
      const letters = waiting.splice(0, IN_ONE).filter((letter) => deadlines.end(letter));
      const [first, second] = letters;
      if (first !== undefined)
        await (second === undefined ? settleAlone(first) : together(letters));
    }
    running--;
  };
  const depart = async (values: AppendValues): Promise<AppendRow> => {
    running++;
    try {
      return await alone(values);
    } finally {
      void takeAlong();
    }
  };

  return {
    send: (values) => {
      if (running < AT_ONCE) return depart(values);
      if (waiting.length >= WAITING) {
        return Promise.reject(new Error('Too many events wait to be stored'));
      }
      const { promise, resolve, reject } = Promise.withResolvers<AppendRow>();
      const due = performance.now() + QUERY_TIMEOUT_MS;
      const letter: Letter = { values, resolve, reject, due, late: () => reject(tooLate()) };
      deadlines.begin(letter);
      waiting.push(letter);
      return promise;
    },
  };
}

/** An event that waits for others to land. */
interface Letter extends Pending {
  readonly values: AppendValues;
  readonly resolve: (row: AppendRow) => void;
  readonly reject: (error: unknown) => void;
}

const COLUMNS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The server has answered that it takes nothing of it; a connection that failed leaves that open. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    /^(22|23|40)/.test(`${error.code}`)
  );
}
