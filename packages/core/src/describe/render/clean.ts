// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Characters that turn the direction of what follows: a text could read other than it is. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text on one line, without control characters. */
export function clean(text: string): string {
  return text.replace(DIRECTIONS, '').replace(CONTROLS, ' ');
}
