import type { AuditRecord } from '../record/audit-record.ts';
import { createSettledRecords } from './settled-records.ts';

/** The last records of a sequence, by index. */
export interface RecordRing {
  /** Keeps the next record; the first one has the index 0. */
  keep(index: number, record: AuditRecord): void;
  /** A record that is still kept; what comes back stays as it is, whatever is kept after it. */
  at(index: number): AuditRecord | undefined;
}

/** How many of the newest records are kept as they came. */
const FRESH = 32;

/**
 * Keeps the last `capacity` records, and spares the collector.
 *
 * Thousands of small objects, each living long enough to be copied twice before it dies, are what a generational
 * collector does worst: kept as they came, they made a request up to a tenth dearer (docs/performance.md). So the
 * newest records only are kept as they came, and settle a batch at a time.
 */
export function createRecordRing(capacity: number): RecordRing {
  const fresh: AuditRecord[] = [];
  const records = createSettledRecords();
  let settled = 0;

  function settle(end: number): void {
    for (; settled < end; settled++) {
      const record = fresh[settled % FRESH];
      if (record !== undefined) records.settle(settled % capacity, record);
    }
  }

  return {
    keep(index, record) {
      if (index - settled === FRESH) settle(index);
      fresh[index % FRESH] = record;
    },
    at: (index) => (index >= settled ? fresh[index % FRESH] : records.at(index % capacity)),
  };
}
