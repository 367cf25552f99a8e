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
const ASCII_WORD = /[a-z0-9]/i;

/** The ways in which a value is searched for. Encodings of the text that is searched are undone there, not here. */
export function needlesOf(value: string): readonly Needle[] {
  const written = value.trim();
  if (ASCII.test(written)) return ASCII_WORD.test(written) ? spacings(fold(written)) : [];
  return SAYS_SOMETHING.test(written) ? spellingsOf(written).flatMap(spacings) : [];
}

/** A form body writes spaces as +; everything else of it is undone where the text is searched. */
function spacings(text: string): readonly Needle[] {
  return text.includes(' ') ? [needle(text), needle(text.replaceAll(' ', '+'))] : [needle(text)];
}

/** Accents may be letters of their own or marks behind letters; upper case may be longer, ß is written SS. */
function spellingsOf(written: string): readonly string[] {
  const forms = [written, written.normalize('NFC'), written.normalize('NFD')];
  return [...new Set(forms.flatMap((form) => [fold(form), fold(form.toUpperCase())]))];
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
