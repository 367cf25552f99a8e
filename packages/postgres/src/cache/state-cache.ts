import { LRUCache } from 'lru-cache';
import type { Change } from '../propagation/transport.ts';
import { type Entry, epochOf } from './entry.ts';
import { compactKey, packedEpoch, packedText, readPacked } from './packed.ts';

/** How many states are kept ready to be handed out; those that were not asked for lately are kept packed. */
const READY = 10_000;

/** States that were read. */
export interface StateCache {
  /** What is ready under a name, whatever its age. */
  get(name: string): Entry | undefined;
  /** What is packed under a key; then ready. Throws where what is kept cannot be read. */
  unpack(name: string, key: string): Entry | undefined;
  put(entry: Entry): void;
  /** Forgets what a change outdates. */
  apply(change: Change): void;
  clear(): void;
}

/**
 * Two layers: some states ready as objects, by the application's id, and many packed as bytes, by pseudonym. The first
 * answers a request at once; the second is what millions of subjects cost. A state is packed when it leaves the first:
 * until then, what is packed of the same subject may be older, and nobody looks at it.
 *
 * @param size how many subjects are remembered in all
 */
export function createStateCache(size: number): StateCache {
  const packed = size > READY ? new LRUCache<string, string>({ max: size }) : undefined;
  const readyByKey = new Map<string, Entry>();
  const ready = new LRUCache<string, Entry>({
    max: Math.min(size, READY),
    dispose: (entry, _name, reason) => {
      if (readyByKey.get(entry.key) === entry) readyByKey.delete(entry.key);
      if (reason === 'evict') packed?.set(compactKey(entry.key), packedText(entry));
    },
  });
  const put = (entry: Entry): void => {
    // First by key: the entry that is replaced is then no longer the one under its key.
    readyByKey.set(entry.key, entry);
    ready.set(entry.name, entry);
  };

  return {
    get: (name) => ready.get(name),
    unpack: (name, key) => {
      const text = packed?.get(compactKey(key));
      if (text === undefined) return undefined;
      const entry = readPacked(name, key, text);
      put(entry);
      return entry;
    },
    put,
    apply: ({ key, epoch }) => {
      const entry = readyByKey.get(key);
      // Most changes are our own.
      if (entry !== undefined && epochOf(entry) >= epoch) return;
      if (entry !== undefined) ready.delete(entry.name);
      if (packed === undefined) return;
      const compact = compactKey(key);
      const text = packed.get(compact);
      if (text !== undefined && packedEpoch(text) < epoch) packed.delete(compact);
    },
    clear: () => {
      ready.clear();
      packed?.clear();
    },
  };
}
