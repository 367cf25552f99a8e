import { ByteWriter, byteReader } from '../state/bytes.ts';
import { packState, unpackState } from '../state/state-codec.ts';
import { uuidBytes, uuidText } from '../state/values.ts';
import type { Entry } from './entry.ts';

/** A key of 36 characters in 16, one byte each: what millions of them cost counts. */
export function compactKey(key: string): string {
  return uuidBytes(key).toString('latin1');
}

/** An entry as text of one byte a character: half of what an object with a buffer costs. */
export function packedText({ readAt, seq, reading: { state } }: Entry): string {
  const to = new ByteWriter();
  // Rounded down: never younger than it is.
  to.count(Math.floor(Math.max(0, readAt)));
  to.count(state?.version ?? 0);
  to.count(seq);
  if (state !== undefined) {
    const row = packState(state);
    to.bytes(uuidBytes(row.salt));
    to.bytes(row.state);
  }
  return to.written().toString('latin1');
}

/** The entry that was packed. Throws StateCorrupted. */
export function readPacked(name: string, key: string, text: string): Entry {
  const from = byteReader(Buffer.from(text, 'latin1'));
  const [readAt, epoch, seq] = [from.count(), from.count(), from.count()];
  const state =
    from.left === 0
      ? undefined
      : unpackState({ epoch, salt: uuidText(from.bytes(16)), state: from.bytes(from.left) });
  return { name, key, seq, readAt, reading: { state, ageMs: 0 } };
}

/** The consent epoch of what was packed. */
export function packedEpoch(text: string): number {
  const from = byteReader(Buffer.from(text.slice(0, 16), 'latin1'));
  from.count();
  return from.count();
}
