/**
 * Items by the first three characters of the texts in which they are found. One pass over a text says which of them may
 * stand in it: looking for every value by itself would be a pass for each, and a unit of work sees dozens.
 */
export interface PrefixIndex<T> {
  /** @param prefix by {@link prefixOf} */
  add(prefix: number, item: T): void;
  /** The items of which a prefix stands in a folded text, each once; with others now and then. */
  in(folded: string): readonly T[];
}

/** How many characters an index looks at. */
export const PREFIX_LENGTH = 3;

/** The prefix of a folded text of at least {@link PREFIX_LENGTH} characters. */
export function prefixOf(folded: string): number {
  let prefix = 0;
  for (let at = 0; at < PREFIX_LENGTH; at++) prefix = moved(prefix, folded.charCodeAt(at));
  return prefix;
}

/** One character on: of 15 bits five leave with every character, so the last three are known and nothing before. */
export function moved(prefix: number, code: number): number {
  return ((prefix << 5) ^ code) & 0x7fff;
}

interface Entry<T> {
  readonly prefix: number;
  readonly item: T;
  /** The entry before it in the same bucket, counted from 1; 0 for none. */
  readonly next: number;
}

/** An empty index. */
export function createPrefixIndex<T>(): PrefixIndex<T> {
  const entries: Entry<T>[] = [];
  let buckets = new Int32Array(512);
  const insert = (prefix: number, item: T): Entry<T> => {
    const at = bucketOf(prefix, buckets.length);
    return { prefix, item, next: buckets[at] ?? 0 };
  };
  const grow = (): void => {
    buckets = new Int32Array(buckets.length * 4);
    for (const [index, { prefix, item }] of entries.entries()) {
      entries[index] = insert(prefix, item);
      buckets[bucketOf(prefix, buckets.length)] = index + 1;
    }
  };
  return {
    add: (prefix, item) => {
      if (entries.length === buckets.length && buckets.length < 0x8000) grow();
      const number = entries.push(insert(prefix, item));
      buckets[bucketOf(prefix, buckets.length)] = number;
    },
    in: (folded) => scan(folded, buckets, entries),
  };
}

/** Apart from the index, for here the time goes: all that it reads is at hand. */
function scan<T>(folded: string, buckets: Int32Array, entries: readonly Entry<T>[]): readonly T[] {
  const found: T[] = [];
  const { length } = buckets;
  let prefix = 0;
  for (let at = 0; at < folded.length; at++) {
    prefix = moved(prefix, folded.charCodeAt(at));
    let number = buckets[bucketOf(prefix, length)];
    while (number !== undefined && number !== 0) {
      const entry = entries[number - 1];
      if (entry?.prefix === prefix && !found.includes(entry.item)) found.push(entry.item);
      number = entry?.next;
    }
  }
  return found;
}

/** @param length a power of two */
function bucketOf(prefix: number, length: number): number {
  return (prefix ^ (prefix >> 6)) & (length - 1);
}
