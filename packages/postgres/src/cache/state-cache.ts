import { LRUCache } from 'lru-cache';
import type { Change } from '../propagation/transport.ts';
import { type Entry, epochOf } from './entry.ts';
import { compactKey, type Packed, packedEpoch, packedText, readPacked } from './packed.ts';

/** How many states are kept ready to be handed out; more are kept packed. */
const READY = 10_000;

/** States that were read. */
export interface StateCache {
  /** What is ready under a name, whatever its age. */
  get(name: string): Entry | undefined;
  /** What is packed under a key; then ready. Throws where what is kept cannot be read. */
  unpack(name: string, key: string): Entry | undefined;
  put(entry: Entry, row: Packed): void;
  /** Forgets what a change outdates. */
  apply(change: Change): void;
  clear(): void;
}

/**
 * Two layers: some states ready as objects, by the application's id, and many packed as bytes, by pseudonym. The first
 * answers a request at once; the second is what millions of subjects cost.
 *
 * @param size how many subjects are remembered in all
 */
export function createStateCache(size: number): StateCache {
  const packed = new LRUCache<string, string>({ max: size });
  const readyByKey = new Map<string, Entry>();
  const ready = new LRUCache<string, Entry>({
    max: Math.min(size, READY),
    dispose: (entry) => {
      if (readyByKey.get(entry.key) === entry) readyByKey.delete(entry.key);
    },
  });
  const makeReady = (entry: Entry): Entry => {
    ready.set(entry.name, entry);
    readyByKey.set(entry.key, entry);
    return entry;
  };

  return {
    get: (name) => ready.get(name),
    unpack: (name, key) => {
      const text = packed.get(compactKey(key));
      return text === undefined ? undefined : makeReady(readPacked(name, key, text));
    },
    put: (entry, row) => {
      packed.set(compactKey(entry.key), packedText(entry.readAt, row));
      makeReady(entry);
    },
    apply: ({ key, epoch }) => {
      const entry = readyByKey.get(key);
      // What is ready is packed as well, and just as new: most changes are our own.
      if (entry !== undefined && epochOf(entry) >= epoch) return;
      if (entry !== undefined) ready.delete(entry.name);
      const compact = compactKey(key);
      const text = packed.get(compact);
      if (text !== undefined && packedEpoch(text) < epoch) packed.delete(compact);
    },
    clear: () => {
      ready.clear();
      packed.clear();
    },
  };
}
