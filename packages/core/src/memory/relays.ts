import process from 'node:process';
import type { LedgerEntry } from '../ports.ts';
import { createSignal } from '../record/signal.ts';

type Relay = (entry: LedgerEntry) => void;

/** What relays read from: entries by index, and how many there have been. */
export interface RelaySource {
  at(index: number): LedgerEntry | undefined;
  size(): number;
}

/** The relays of one ledger, each with its own place in it. */
export interface Relays {
  /** Begins with the next entry; what comes back stops it, after handing over what was already accepted. */
  add(relay: Relay): () => void;
  /** Something was accepted: relays will hear of it soon, never now. */
  wake(): void;
  /** Hands over everything now. */
  drainAll(): void;
  /** The index that the slowest relay waits for; the size of the ledger when there is none. */
  slowest(): number;
}

interface Reader {
  readonly relay: Relay;
  next: number;
  failed: boolean;
}

/** How many entries a relay is given before the event loop has its turn. */
const BATCH = 512;

/** Relays are called outside `append`, in order, each at its own pace; one that throws harms nobody else. */
export function createRelays(source: RelaySource): Relays {
  const readers = new Set<Reader>();
  const work = createSignal();
  void run();

  // Begun here and never ending, so that relays do not run in the asynchronous context of whoever happened to append.
  async function run(): Promise<never> {
    for (;;) {
      if (slowest() >= source.size()) await work.wait();
      await new Promise((resume) => setImmediate(resume));
      for (const reader of readers) drain(reader, BATCH);
    }
  }

  function drain(reader: Reader, limit: number): void {
    for (let count = 0; count < limit && reader.next < source.size(); count++) {
      const entry = source.at(reader.next);
      // Moved on before the call: whatever the relay does, it is not given the same entry twice.
      reader.next++;
      if (entry !== undefined) call(reader, entry);
    }
  }

  function slowest(): number {
    let least = source.size();
    for (const reader of readers) if (reader.next < least) least = reader.next;
    return least;
  }

  return {
    add(relay) {
      const reader: Reader = { relay, next: source.size(), failed: false };
      readers.add(reader);
      return () => {
        if (readers.delete(reader)) drain(reader, Number.POSITIVE_INFINITY);
      };
    },
    wake() {
      if (readers.size > 0) work.raise();
    },
    drainAll() {
      for (const reader of readers) drain(reader, Number.POSITIVE_INFINITY);
    },
    slowest,
  };
}

function call(reader: Reader, entry: LedgerEntry): void {
  try {
    const answer: unknown = reader.relay(entry);
    if (answer instanceof Promise) answer.catch(() => complain(reader));
  } catch {
    complain(reader);
  }
}

/** Once per relay, and without the error's own words: they may hold anything. */
function complain(reader: Reader): void {
  if (reader.failed) return;
  reader.failed = true;
  process.emitWarning('A relay of the ledger failed; the ledger itself is whole', {
    code: 'LAWFUL_RELAY_FAILED',
  });
}
