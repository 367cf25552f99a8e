/** Letters that lower-case into more than one, or by what stands behind them. */
const IRREGULAR = /[\u0130\u03a3\u03c2]/;

/** A text in one case, as long as it was: a place found in it is a place in the text. */
export function fold(text: string): string {
  if (!IRREGULAR.test(text)) return text.toLowerCase();
  return text.replaceAll('\u0130', 'i').toLowerCase().replaceAll('\u03c2', '\u03c3');
}
