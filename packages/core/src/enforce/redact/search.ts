import { type EncodedCores, encodedCores, encodedPrefixes, stretchAround } from './encoded.ts';
import { fold } from './fold.ts';
import { type Needle, needlesOf, placeOf } from './needles.ts';
import { createPrefixIndex, PREFIX_LENGTH, prefixOf } from './prefix-index.ts';
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
  const index = createPrefixIndex<Needle | EncodedValue>();
  /** Too short for the index. */
  const short: Needle[] = [];
  const places = (text: string): readonly Place[] => {
    const found: Place[] = [];
    scan(text, undefined, found);
    for (const view of unescapedViews(text)) scan(view.text, view, found);
    return found.length < 2 ? found : found.toSorted((a, b) => a.start - b.start);
  };
  const scan = (text: string, view: View | undefined, found: Place[]): void => {
    const folded = fold(text);
    for (const needle of short) scanNeedle(needle, folded, view, found);
    for (const item of index.in(folded)) {
      if (item instanceof EncodedValue) scanEncoded(item, text, folded, view, found);
      else scanNeedle(item, folded, view, found);
    }
  };
  return {
    add: (value) => {
      for (const needle of needlesOf(value)) {
        if (needle.text.length < PREFIX_LENGTH) short.push(needle);
        else index.add(prefixOf(needle.text), needle);
      }
      const encoded = new EncodedValue(value.trim());
      for (const prefix of encodedPrefixes(encoded.value)) index.add(prefix, encoded);
    },
    places,
    redact: (text) => withoutPlaces(text, places(text)),
  };
}

/** A value that is encoded once a text may hold it so. */
class EncodedValue {
  readonly value: string;
  #cores: EncodedCores | undefined;

  constructor(value: string) {
    this.value = value;
  }

  get cores(): EncodedCores {
    this.#cores ??= encodedCores(this.value);
    return this.#cores;
  }
}

function scanNeedle(needle: Needle, folded: string, view: View | undefined, found: Place[]): void {
  let at = placeOf(needle, folded, 0);
  while (at !== -1) {
    found.push(placeIn(view, at, at + needle.text.length));
    // One character on, not behind it: `anana` stands twice in `ananana`.
    at = placeOf(needle, folded, at + 1);
  }
}

function scanEncoded(
  { cores: { base64, hex } }: EncodedValue,
  text: string,
  folded: string,
  view: View | undefined,
  found: Place[],
): void {
  for (const core of base64) {
    let at = text.indexOf(core);
    while (at !== -1) {
      const [start, end] = stretchAround(text, at, core.length);
      found.push(placeIn(view, start, end));
      at = text.indexOf(core, end);
    }
  }
  if (hex !== undefined) scanNeedle({ text: hex, whole: false }, folded, view, found);
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
