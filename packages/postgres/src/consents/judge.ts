import { isDeepStrictEqual } from 'node:util';
import type { RejectionReason } from './rejection.ts';
import type { ImportRow } from './row.ts';
import type { Standing } from './standing.ts';
import { takesAway, topicsOf } from './topic.ts';

/** What is to be done with a row: append it, nothing because it is there already, or turn it away. */
export type Verdict = 'append' | 'unchanged' | RejectionReason;

/**
 * Judges one row by all that came before it. Events are only ever added at the end, so a row that is older than what is
 * known about the same thing, or something wider, is turned away: an import never revives a consent that was
 * withdrawn since (Art. 7(3)). An exported history that goes on exactly where the stored one ends is taken as it is.
 */
export function judge(row: ImportRow, standing: Standing): Verdict {
  const { event, at, place } = row;
  const salt = standing.state?.salt;
  if (place?.salt !== undefined && salt !== undefined && !isSalt(place.salt, salt)) {
    return 'salt-different';
  }
  const known = standing.known.get(event.id);
  if (known !== undefined) {
    return isDeepStrictEqual(known, JSON.parse(row.json)) ? 'unchanged' : 'id-taken';
  }
  if (continues(row, standing)) return 'append';
  const newest = Math.max(
    Number.NEGATIVE_INFINITY,
    ...topicsOf(event).map((topic) => standing.newest.get(topic) ?? Number.NEGATIVE_INFINITY),
  );
  return at > newest || (at === newest && takesAway(event)) ? 'append' : 'older-than-stored';
}

function continues({ place }: ImportRow, { seq, lastId }: Standing): boolean {
  return place !== undefined && place.seq === seq + 1 && place.after === lastId;
}

function isSalt(uuid: string, salt: string): boolean {
  return uuid.replaceAll('-', '') === Buffer.from(salt, 'base64url').toString('hex');
}
