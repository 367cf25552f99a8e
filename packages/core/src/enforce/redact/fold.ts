/** A text in one case, as long as it was: a place found in it is a place in the text. */
export function fold(text: string): string {
  const lowered = text.toLowerCase();
  // İ becomes two characters, and a Σ at the end of a word another letter than one within.
  if (lowered.length === text.length && !lowered.includes('\u03c2')) return lowered;
  return text.replaceAll('\u0130', 'i').toLowerCase().replaceAll('\u03c2', '\u03c3');
}
