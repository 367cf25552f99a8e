import { encodedRuns, LEAST_BYTES } from './encoded-runs.ts';
import { fold } from './fold.ts';
import { type Needle, placeOf } from './needles.ts';
import { REDACTED } from './redacted.ts';
import { viewsOf } from './views.ts';

/** Searches texts for a growing list of needles. */
export interface Search {
  add(needles: readonly Needle[]): void;
  /** Whether a text holds a needle, in whichever way it is written. */
  mentions(text: string): boolean;
  /** The text with REDACTED for everything that holds a needle. */
  redact(text: string): string;
}

/** A part of a text. */
type Place = readonly [start: number, end: number];

/** How often what is decoded is decoded again: a token in base64 may hold JSON, that JSON another token. */
const DECODED = 2;

/** An empty search. */
export function createSearch(): Search {
  const needles = new Map<string, Needle>();
  let shortest = Number.POSITIVE_INFINITY;
  /** Where needles stand in a text, in no order; they may overlap. */
  function* places(text: string, depth: number): Iterable<Place> {
    for (const view of viewsOf(text)) {
      const folded = fold(view.text);
      for (const needle of needles.values()) {
        let at = placeOf(needle, folded, 0);
        while (at !== -1) {
          const end = at + needle.text.length;
          yield [view.startOf(at), view.endOf(end - 1)];
          // One character on, not behind it: `anana` stands twice in `ananana`.
          at = placeOf(needle, folded, at + 1);
        }
      }
      if (depth === 0 || shortest === Number.POSITIVE_INFINITY) continue;
      for (const { start, end, meanings } of encodedRuns(view.text, shortest)) {
        if (!meanings.some((meaning) => has(meaning, depth - 1))) continue;
        yield [view.startOf(start), view.endOf(end - 1)];
      }
    }
  }
  const has = (text: string, depth: number): boolean => {
    for (const _place of places(text, depth)) return true;
    return false;
  };
  return {
    add: (more) => {
      for (const needle of more) {
        needles.set(needle.text, needle);
        const bytes = Buffer.byteLength(needle.text);
        if (bytes >= LEAST_BYTES) shortest = Math.min(shortest, bytes);
      }
    },
    mentions: (text) => has(text, DECODED),
    redact: (text) => withoutPlaces(text, [...places(text, DECODED)]),
  };
}

/** Places that overlap go together: what is left of a value behind another one is still a part of it. */
function withoutPlaces(text: string, places: readonly Place[]): string {
  if (places.length === 0) return text;
  const ordered = places.toSorted(([a], [b]) => a - b);
  let kept = '';
  let behind = -1;
  for (const [start, end] of ordered) {
    if (start > behind) kept += text.slice(Math.max(behind, 0), start) + REDACTED;
    behind = Math.max(behind, end);
  }
  return kept + text.slice(behind);
}
