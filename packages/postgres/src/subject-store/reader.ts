import type { Awaitable, ReadNeeds, SubjectReading } from '@lawful/core';
import { type Entry, epochOf, nameOf } from '../cache/entry.ts';
import type { Freshness } from '../cache/freshness.ts';
import type { StateCache } from '../cache/state-cache.ts';
import { assertSubject, type SubjectKeys } from '../state/subject-key.ts';
import type { Loader } from './loader.ts';
import { type MendParts, standingOf } from './mend.ts';
import type { UnderWay } from './under-way.ts';

/** What reading takes. */
export interface ReaderParts extends MendParts {
  readonly cache: StateCache;
  readonly underWay: UnderWay;
  readonly loader: Loader;
  readonly freshness: Freshness;
  readonly keys: () => Promise<SubjectKeys>;
  readonly now: () => number;
}

/** How old knowledge may be where nobody says: as old as a purpose's by default. Milliseconds. */
const DEFAULT_STALENESS_MS = 5_000;

/** Answers from memory where what is there is young enough, otherwise asks the database. */
export function createReader(
  parts: ReaderParts,
): (subject: string, needs?: ReadNeeds) => Awaitable<SubjectReading> {
  const { cache, freshness, now, keys } = parts;
  /** What is known, if it will do; with its age as of `at`. */
  const good = (entry: Entry | undefined, needs: ReadNeeds | undefined, at: number) => {
    if (entry === undefined) return undefined;
    const age = freshness.ageOf(entry.readAt, at);
    if (age > (needs?.maxStaleness ?? DEFAULT_STALENESS_MS)) return undefined;
    if (needs?.seen !== undefined && epochOf(entry) < needs.seen) return undefined;
    entry.reading.ageMs = age;
    return entry.reading;
  };
  const readAnew = async (
    subject: string,
    name: string,
    needs: ReadNeeds | undefined,
    askedAt: number,
  ): Promise<SubjectReading> => {
    const tenant = needs?.tenant;
    assertSubject(subject, tenant);
    const key = (await keys())(subject, tenant);
    const kept = good(cache.get(name) ?? cache.unpack(name, key), needs, now());
    if (kept !== undefined) return { ...kept };
    const allowed = needs?.seen === undefined ? (needs?.maxStaleness ?? DEFAULT_STALENESS_MS) : 0;
    const entry = await load(parts, { name, key, tenant }, askedAt - allowed);
    // An object of its own: by the time it is looked at, others may have asked for the same state.
    return { state: entry.reading.state, ageMs: Math.max(0, askedAt - entry.readAt) };
  };

  return (subject, needs) => {
    const name = nameOf(subject, needs?.tenant);
    const askedAt = now();
    return needs?.maxStaleness === 0
      ? readAnew(subject, name, needs, askedAt)
      : (good(cache.get(name), needs, askedAt) ?? readAnew(subject, name, needs, askedAt));
  };
}

interface Wanted {
  readonly name: string;
  readonly key: string;
  readonly tenant: string | undefined;
}

/** Asks the database, and remembers the answer unless a change was heard of that may not be in it. */
async function load(parts: ReaderParts, wanted: Wanted, notBefore: number): Promise<Entry> {
  const { loader, underWay, cache } = parts;
  const { name, key, tenant } = wanted;
  for (let earliest = notBefore; ; ) {
    const voyage = underWay.begin(key);
    try {
      const loaded = await loader.load({ tenant, key }, earliest);
      const { seq, state } = await standingOf(parts, tenant, key, loaded.row);
      const { readAt } = loaded;
      const entry: Entry = { name, key, seq, readAt, reading: { state, ageMs: 0 } };
      if (epochOf(entry) >= voyage.floor) return remember(cache, entry);
      // What was heard of is committed: asking again finds it.
      earliest = parts.now();
    } finally {
      underWay.end(key, voyage);
    }
  }
}

/** Keeps what was asked for last. The same state stays the same object: what was worked out of it still holds. */
function remember(cache: StateCache, entry: Entry): Entry {
  const known = cache.get(entry.name);
  if (known === undefined) {
    cache.put(entry);
    return entry;
  }
  if (known.readAt > entry.readAt) return known;
  const { state } = known.reading;
  const kept = known.seq === entry.seq ? { ...entry, reading: { state, ageMs: 0 } } : entry;
  cache.put(kept);
  return kept;
}
