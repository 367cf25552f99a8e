import process from 'node:process';
import type { LedgerEntry } from '../ports.ts';
import { createDelivery, type Loss, type Outcome } from './delivery.ts';

/** The audit trail as spans: a view of the ledger, which stays the evidence. */
export interface AuditTracing {
  /** To be given to `ledger.subscribe`. Only queues: it never throws and never waits. */
  relay(entry: LedgerEntry): void;
  /**
   * Sends entries again, `ledger.read(index)`, at the pace of the receiver; a span sent twice has the same ids.
   * Answers with the index to go on from, which lies before the end where the receiver stopped taking them.
   */
  replay(entries: AsyncIterable<LedgerEntry>): Promise<number>;
  /** Sends what was relayed before; gives up after a while. Never rejects. */
  flush(): Promise<void>;
  /** Flushes and stops. Never rejects, whether the receiver is there or not. */
  shutdown(): Promise<void>;
  /** How it stands; numbers only. */
  status(): AuditTracingStatus;
}

/** What has become of the records that were relayed. */
export interface AuditTracingStatus {
  readonly pending: number;
  readonly exported: number;
  /** Not exported and never will be without `replay`. */
  readonly lost: number;
  /** Index of the first of them in the ledger: where to replay from. */
  readonly lostFrom: number | undefined;
}

/** What an exporter needs to offer to be driven by {@link createTracing}. Times in milliseconds. */
export interface TracingOptions {
  /** Sends one batch; never called for two at a time. */
  readonly send: (entries: readonly LedgerEntry[]) => Promise<Outcome>;
  /** Frees what the exporter holds. */
  readonly close: () => Promise<void>;
  readonly delay: number;
  /** How many entries wait at most. */
  readonly limit: number;
}

/** Relay, replay, flush and shutdown over any exporter, without a library. */
export function createTracing(options: TracingOptions): AuditTracing {
  let relayed = 0;
  let missing: { readonly from: number; readonly to: number } | undefined;

  function lost(entries: readonly LedgerEntry[], why: Loss): void {
    if (missing === undefined) warn(why);
    for (const { index } of entries) {
      const { from, to } = missing ?? { from: index, to: index };
      missing = { from: Math.min(from, index), to: Math.max(to, index) };
    }
  }

  const delivery = createDelivery<LedgerEntry>({
    send: options.send,
    delay: options.delay,
    batchSize: BATCH,
    limit: options.limit,
    pause: 500,
    longestPause: 30_000,
    onLost: lost,
  });

  /** What the ledger accepted just now may still be on its way here. */
  async function arrived(): Promise<void> {
    let before = -1;
    for (let round = 0; round < 100 && before !== relayed; round++) {
      before = relayed;
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }

  async function resent(chunk: readonly LedgerEntry[]): Promise<boolean> {
    // Room first: what is replayed is not to push out what is live.
    if (!(await delivery.flush(PATIENCE))) return false;
    const queued = chunk.every((entry) => delivery.push(entry));
    return (await delivery.flush(PATIENCE)) && queued;
  }

  async function replay(entries: AsyncIterable<LedgerEntry>): Promise<number> {
    let next = 0;
    for await (const chunk of chunks(entries, Math.min(BATCH, options.limit))) {
      const first = chunk[0]?.index ?? next;
      if (!(await resent(chunk))) return first;
      next = first + chunk.length;
      if (missing !== undefined && first <= missing.from && missing.from < next) {
        missing = next > missing.to ? undefined : { from: next, to: missing.to };
      }
    }
    return next;
  }

  return {
    relay: (entry) => {
      relayed++;
      delivery.push(entry);
    },
    replay,
    async flush() {
      await arrived();
      await delivery.flush(PATIENCE);
    },
    async shutdown() {
      await arrived();
      await delivery.flush(PATIENCE);
      delivery.close();
      await Promise.race([options.close().catch(() => undefined), lastWord()]);
    },
    status: () => ({
      pending: delivery.pending,
      exported: delivery.delivered,
      lost: delivery.lost,
      lostFrom: missing?.from,
    }),
  };
}

/** Records per batch: converting one takes a millisecond or two, outside any request. */
const BATCH = 256;
/** How long flushing, and so shutting down, waits for the receiver. */
const PATIENCE = 3_000;
/** How long shutting down then waits for the exporter itself. */
const LAST_WORD = 500;

function lastWord(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, LAST_WORD).unref());
}

async function* chunks(
  entries: AsyncIterable<LedgerEntry>,
  size: number,
): AsyncIterable<readonly LedgerEntry[]> {
  let chunk: LedgerEntry[] = [];
  for await (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const LOSSES: Readonly<Record<Loss, string>> = {
  refused: 'the receiver refused them',
  full: 'the receiver does not keep up',
  closed: 'the process stopped before the receiver took them',
};

function warn(why: Loss): void {
  process.emitWarning(
    `Audit spans were lost: ${LOSSES[why]}. The ledger has their records: replay them from status().lostFrom`,
    { code: 'LAWFUL_SPANS_LOST' },
  );
}
