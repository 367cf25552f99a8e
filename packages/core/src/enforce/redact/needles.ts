import { fold } from './fold.ts';

/** One way in which a personal value is searched for: folded, and perhaps as a whole word only. */
export interface Needle {
  readonly text: string;
  /** Counts only where no letter and no digit touches it. */
  readonly whole: boolean;
}

/** A shorter value would be found inside every other word. */
const SHORT = 4;

/** Digits alone would be found inside every longer number. */
const ONLY_DIGITS = /^[0-9]+$/;

const ASCII = /^[ -~]*$/;

/** Punctuation alone says nothing of anybody, and is everywhere. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** The ways in which a value is searched for. Encodings of the text that is searched are undone there, not here. */
export function needlesOf(value: string): readonly Needle[] {
  const written = value.trim();
  if (!SAYS_SOMETHING.test(written)) return [];
  if (ASCII.test(written) && !written.includes(' ')) return [needle(fold(written))];
  const spellings = new Set<string>();
  for (const spelling of [written, written.normalize('NFC'), written.normalize('NFD')]) {
    // Upper case may be longer: ß is written SS.
    for (const text of [fold(spelling), fold(spelling.toUpperCase())]) {
      spellings.add(text);
      // A form body writes spaces so; everything else of it is undone where the text is searched.
      if (text.includes(' ')) spellings.add(text.replaceAll(' ', '+'));
    }
  }
  return [...spellings].map(needle);
}

function needle(text: string): Needle {
  return { text, whole: text.length < SHORT || ONLY_DIGITS.test(text) };
}

/** Where a needle begins in a folded text, from a place on; -1 where it does not. */
export function placeOf({ text: sought, whole }: Needle, text: string, from: number): number {
  let at = text.indexOf(sought, from);
  if (!whole) return at;
  while (at !== -1 && (isWordAt(text, at - 1) || isWordAt(text, at + sought.length))) {
    at = text.indexOf(sought, at + 1);
  }
  return at;
}

function isWordAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && SAYS_SOMETHING.test(char);
}
