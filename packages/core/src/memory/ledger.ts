import type { Ledger, LedgerEntry } from '../ports.ts';
import type { AuditRecord } from '../record/audit-record.ts';
import { createRecordRing } from './record-ring.ts';
import { createRelays } from './relays.ts';

/** How many records a {@link memoryLedger} keeps unless told otherwise: at 200 to 350 bytes each, some 3 MB. */
export const MEMORY_LEDGER_CAPACITY = 10_000;

/** How a {@link memoryLedger} is made. */
export interface MemoryLedgerOptions {
  /** Records kept; the oldest are dropped beyond it. A whole number, at least 1. */
  readonly capacity?: number;
}

/** A ledger that forgets: what it still holds and what it no longer does. */
export interface MemoryLedger extends Ledger {
  readonly volatile: true;
  append(record: AuditRecord): number;
  /** How many of the oldest records were dropped to make room: the index of the first one still held. */
  readonly dropped: number;
}

/**
 * A ledger in the memory of this process: for tests, demonstrations and a first run; no evidence survives it.
 *
 * It keeps the last `capacity` records. `read` from an index that was dropped begins with the oldest one held: the
 * indices show the gap. `append` answers at once and copies later, so a record must not change after it.
 * Relays are called later, in batches, and never miss a record: should appending outrun them by the whole capacity,
 * they are called before a record that they have not seen is dropped.
 *
 * @throws RangeError when `capacity` is not a positive whole number.
 */
export function memoryLedger({
  capacity = MEMORY_LEDGER_CAPACITY,
}: MemoryLedgerOptions = {}): MemoryLedger {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw new RangeError('The capacity of a memory ledger is a whole number of at least 1');
  }
  const ring = createRecordRing(capacity);
  let size = 0;
  const oldest = () => Math.max(0, size - capacity);
  const at = (index: number): LedgerEntry | undefined => {
    const record = index < size && index >= oldest() ? ring.at(index) : undefined;
    return record && { index, record };
  };
  const relays = createRelays({ at, size: () => size });
  // Up to here nothing is overwritten that a relay has not seen; computed anew once per capacity, not per record.
  let room = capacity;
  const makeRoom = (): number => {
    if (size - relays.slowest() >= capacity) relays.drainAll();
    return relays.slowest() + capacity;
  };

  return {
    volatile: true,
    get dropped() {
      return oldest();
    },
    append(record) {
      if (size >= room) room = makeRoom();
      const index = size;
      ring.keep(record);
      size = index + 1;
      relays.wake();
      return index;
    },
    async *read(from = 0) {
      // What is appended while somebody reads is read too; what is dropped meanwhile is skipped, visibly.
      for (
        let index = Math.max(from, oldest());
        index < size;
        index = Math.max(index + 1, oldest())
      ) {
        const entry = at(index);
        if (entry !== undefined) yield entry;
      }
    },
    subscribe: relays.add,
  };
}
