import type { LedgerEntry } from '../ports.ts';
import type { OptInAttributes } from './attributes.ts';
import { type AuditSpan, rootSpanOf, spanOf } from './span.ts';

/** Units whose root was sent; an older one that comes back is sent another root with the same ids. */
const REMEMBERED_UNITS = 10_000;

/** The spans of some entries. */
export interface SpanBatch {
  readonly spans: readonly AuditSpan[];
  /** To be called when they arrived: their units have a root now. */
  delivered(): void;
}

/** Makes spans of entries: each a child of its unit's root, which is sent with the first of them. */
export function createSpanBatches(
  options: OptInAttributes,
): (entries: readonly LedgerEntry[]) => SpanBatch {
  const rooted = new Set<string>();
  return (entries) => {
    const units = new Map<string, { first: LedgerEntry; last: LedgerEntry }>();
    for (const entry of entries) {
      const { unit } = entry.record;
      units.set(unit, { first: units.get(unit)?.first ?? entry, last: entry });
    }
    const roots = [...units]
      .filter(([unit]) => !rooted.has(unit))
      .map(([, { first, last }]) => rootSpanOf(first, last, options));
    return {
      spans: [...roots, ...entries.map((entry) => spanOf(entry, options))],
      delivered() {
        for (const unit of units.keys()) rooted.add(unit);
        for (const unit of rooted) {
          if (rooted.size <= REMEMBERED_UNITS) break;
          rooted.delete(unit);
        }
      },
    };
  };
}
