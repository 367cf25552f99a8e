/** A stretch of text that may be base64, base64url or hexadecimal, with everything that it may mean. */
export interface EncodedRun {
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly string[];
}

/** A value of fewer bytes has a base64 text of a few letters, which any word may hold. */
export const LEAST_BYTES = 6;

const RUN = /[A-Za-z0-9+/_-]{8,}/g;

/** Base64 of any text of this length has a capital letter or a digit; plain words have none. */
const MIXED = /[A-Z0-9]/;

const HEX = /^[0-9a-f]+$/i;

/**
 * The stretches of a text in which something of at least `bytes` bytes may be encoded. A stretch may begin with letters
 * that do not belong to it, so it is decoded at each of the four places at which a group can begin.
 */
export function* encodedRuns(text: string, bytes: number): Iterable<EncodedRun> {
  const shortest = Math.ceil((bytes * 8) / 6);
  for (const match of text.matchAll(RUN)) {
    const [run] = match;
    if (run.length < shortest || !MIXED.test(run)) continue;
    yield { start: match.index, end: match.index + run.length, meanings: meaningsOf(run, bytes) };
  }
}

function meaningsOf(run: string, bytes: number): readonly string[] {
  const meanings = [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString());
  if (run.length >= 2 * bytes && HEX.test(run)) {
    meanings.push(Buffer.from(run, 'hex').toString(), Buffer.from(run.slice(1), 'hex').toString());
  }
  return meanings;
}
