import type { AuditRecord } from '../record/audit-record.ts';
import { fillSlot, type Slot } from './slot.ts';

/** The last records of a sequence, by index. */
export interface RecordRing {
  /** Keeps the next record; the first one has the index 0. */
  keep(index: number, record: AuditRecord): void;
  /** A record that is still kept; what comes back stays as it is, whatever is kept after it. */
  at(index: number): AuditRecord | undefined;
}

/** How many of the newest records are kept as they came. */
const FRESH = 128;

/**
 * Keeps the last `capacity` records, and spares the collector.
 *
 * Thousands of small objects, each living long enough to be copied twice before it dies, are what a generational
 * collector does worst: kept as they came, they made a request up to a tenth dearer (docs/performance.md). So the
 * newest records only are kept as they came; a batch at a time, their contents are copied into slots made once.
 */
export function createRecordRing(capacity: number): RecordRing {
  const fresh: AuditRecord[] = [];
  const slots: Slot[] = [];
  let settled = 0;

  function settle(end: number): void {
    for (; settled < end; settled++) {
      const record = fresh[settled % FRESH];
      if (record === undefined) continue;
      const place = settled % capacity;
      const slot = slots[place] ?? {};
      fillSlot(slot, record);
      slots[place] = slot;
    }
  }

  return {
    keep(index, record) {
      if (index - settled === FRESH) settle(index);
      fresh[index % FRESH] = record;
    },
    at(index) {
      if (index >= settled) return fresh[index % FRESH];
      const slot = slots[index % capacity];
      return slot && { ...slot };
    },
  };
}
