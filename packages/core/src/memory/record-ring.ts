import type { AuditRecord } from '../record/audit-record.ts';
import { createSettledRecords } from './settled-records.ts';

/** The last records of a sequence, by index. */
export interface RecordRing {
  /** Keeps the next record. */
  keep(record: AuditRecord): void;
  /** A record that is still kept; what comes back stays as it is, whatever is kept after it. */
  at(index: number): AuditRecord | undefined;
}

/** At most so many of the newest records are kept as they came. */
const FRESH = 32;

/**
 * Keeps the last `capacity` records, the first of which has the index 0, and spares the collector.
 *
 * Thousands of small objects, each living long enough to be copied twice before it dies, are what a generational
 * collector does worst: kept as they came, they made a request up to a tenth dearer (docs/performance.md). So only
 * the newest records are kept as they came, and settle a batch at a time.
 */
export function createRecordRing(capacity: number): RecordRing {
  const fresh: AuditRecord[] = [];
  const records = createSettledRecords();
  let settled = 0;

  function settle(): void {
    for (let from = 0; from < FRESH; ) {
      const place = settled % capacity;
      // Up to where the ring begins anew.
      const run = fresh.slice(from, from + capacity - place);
      records.settle(place, run);
      settled += run.length;
      from += run.length;
    }
    fresh.length = 0;
  }

  return {
    keep(record) {
      fresh.push(record);
      if (fresh.length === FRESH) settle();
    },
    at: (index) => (index >= settled ? fresh[index - settled] : records.at(index % capacity)),
  };
}
