import type { SubjectEvent, SubjectState } from '@lawful/core';
import { type Entry, nameOf } from '../cache/entry.ts';
import type { StateCache } from '../cache/state-cache.ts';
import { storableEvent } from '../state/storable-event.ts';
import { assertSubject, type SubjectKeys } from '../state/subject-key.ts';
import { append, type Standing } from './append.ts';
import { type MendParts, standingOf } from './mend.ts';
import type { Sender } from './sender.ts';
import type { UnderWay } from './under-way.ts';

/** What writing takes. */
export interface WriterParts extends MendParts {
  readonly cache: StateCache;
  readonly underWay: UnderWay;
  readonly keys: () => Promise<SubjectKeys>;
  readonly now: () => number;
  readonly sender: Sender;
}

/**
 * Appends events: those of one subject one after the other, since all of them move the same row.
 *
 * @throws PrivacyError `subject-id-invalid`, `event-not-storable`, `evidence-too-large`
 */
export function createWriter(
  parts: WriterParts,
): (subject: string, event: SubjectEvent, tenant?: string) => Promise<SubjectState> {
  const { cache, underWay, keys, now, sender } = parts;
  const last = new Map<string, Promise<unknown>>();

  const write = async (
    subject: string,
    event: SubjectEvent,
    json: string,
    tenant: string | undefined,
  ): Promise<SubjectState> => {
    const name = nameOf(subject, tenant);
    const ready = cache.get(name);
    const key = ready?.key ?? (await keys())(subject, tenant);
    const voyage = underWay.begin(key);
    try {
      const readAt = now();
      const { seq, state } = await append(
        sender,
        { tenant, subject, key, event, json },
        believed(ready ?? cache.unpack(name, key)),
        (row) => standingOf(parts, tenant, key, row),
      );
      // Somebody else's change may have come after ours: then it is read anew.
      if (state.version >= voyage.floor) {
        cache.put({ name, key, seq, readAt, reading: { state, ageMs: 0 } });
      } else {
        cache.apply({ key, epoch: voyage.floor });
      }
      return state;
    } finally {
      underWay.end(key, voyage);
    }
  };

  return async (subject, event, tenant) => {
    assertSubject(subject, tenant);
    const json = storableEvent(event);
    const name = nameOf(subject, tenant);
    const before = last.get(name);
    const go = (): Promise<SubjectState> => write(subject, event, json, tenant);
    const own = before === undefined ? go() : before.then(go, go);
    last.set(name, own);
    try {
      return await own;
    } finally {
      if (last.get(name) === own) last.delete(name);
    }
  };
}

/** What is remembered, however old: whether it still stands is told by the database. */
function believed(entry: Entry | undefined): Standing {
  return { seq: entry?.seq ?? 0, state: entry?.reading.state };
}
