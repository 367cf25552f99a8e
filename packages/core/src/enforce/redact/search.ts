import { encodedCores, stretchAround } from './encoded.ts';
import { fold } from './fold.ts';
import { type Needle, needlesOf, placeOf } from './needles.ts';
import { REDACTED } from './redacted.ts';
import { unescapedViews, type View } from './views.ts';

/** A part of a text that holds a value. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Searches texts for a growing list of values. */
export interface Search {
  add(value: string): void;
  /** Where values stand in a text, in whichever way they are written; by their beginning. They may overlap. */
  places(text: string): readonly Place[];
  /** The text with REDACTED for everything that holds a value. */
  redact(text: string): string;
}

/** An empty search. */
export function createSearch(): Search {
  const needles: Needle[] = [];
  const cores: string[] = [];
  const places = (text: string): readonly Place[] => {
    const found: Place[] = [];
    scan(text, undefined, found);
    for (const view of unescapedViews(text)) scan(view.text, view, found);
    return found.length < 2 ? found : found.toSorted((a, b) => a.start - b.start);
  };
  const scan = (text: string, view: View | undefined, found: Place[]): void => {
    const folded = fold(text);
    for (const needle of needles) {
      let at = placeOf(needle, folded, 0);
      while (at !== -1) {
        found.push(placeIn(view, at, at + needle.text.length));
        // One character on, not behind it: `anana` stands twice in `ananana`.
        at = placeOf(needle, folded, at + 1);
      }
    }
    for (const core of cores) {
      let at = text.indexOf(core);
      while (at !== -1) {
        const [start, end] = stretchAround(text, at, core.length);
        found.push(placeIn(view, start, end));
        at = text.indexOf(core, end);
      }
    }
  };
  return {
    add: (value) => {
      needles.push(...needlesOf(value));
      const { base64, hex } = encodedCores(value.trim());
      cores.push(...base64);
      if (hex !== undefined) needles.push({ text: hex, whole: false });
    },
    places,
    redact: (text) => withoutPlaces(text, places(text)),
  };
}

function placeIn(view: View | undefined, start: number, end: number): Place {
  return view === undefined
    ? { start, end }
    : { start: view.startOf(start), end: view.endOf(end - 1) };
}

/** Places that overlap go together: what is left of a value behind another one is still a part of it. */
function withoutPlaces(text: string, places: readonly Place[]): string {
  if (places.length === 0) return text;
  let kept = '';
  let behind = -1;
  for (const { start, end } of places) {
    if (start > behind) kept += text.slice(Math.max(behind, 0), start) + REDACTED;
    behind = Math.max(behind, end);
  }
  return kept + text.slice(behind);
}
