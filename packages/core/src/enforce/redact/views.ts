/** A text with its escapes undone, and where each of its characters stood in the text before. */
export interface View {
  readonly text: string;
  /** The place in the original text at which the character begins. */
  startOf(index: number): number;
  /** The place behind it. */
  endOf(index: number): number;
}

/** How many layers of escapes are undone: JSON in JSON in a URL has three. */
const LAYERS = 3;

/** Every escape begins with one of these. */
const BEGINNINGS = ['\\', '%', '&', '\u001b'];

/** Escapes of JSON and JavaScript, of URLs (a run of bytes), of HTML; and colours of terminals, which are left out. */
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(["'\\/bfnrt])|((?:%[0-9a-f]{2})+)|&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos|nbsp));|\u001b\[[0-9;]*[a-z]/gi;

/** The escapes of JSON alone. */
const ESCAPE_OF_JSON = /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(["'\\/bfnrt])/gi;

const NAMED: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/**
 * The text with one layer of escapes after the other undone, as long as there are any: all kinds at once, and those of
 * JSON alone, for a value may itself look like an escape of another kind (`%00`).
 */
export function* unescapedViews(text: string): Iterable<View> {
  yield* layersOf(text, ESCAPE);
  if (text.includes('\\') && /[%&]/.test(text)) yield* layersOf(text, ESCAPE_OF_JSON);
}

function* layersOf(text: string, kinds: RegExp): Iterable<View> {
  let view: View = { text, startOf: (index) => index, endOf: (index) => index + 1 };
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = undone(view, kinds);
    if (next === undefined) return;
    yield next;
    view = next;
  }
}

function undone(view: View, kinds: RegExp): View | undefined {
  if (!BEGINNINGS.some((char) => view.text.includes(char))) return undefined;
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let behind = 0;
  const keep = (until: number): void => {
    parts.push(view.text.slice(behind, until));
    for (let index = behind; index < until; index++) {
      starts.push(view.startOf(index));
      ends.push(view.endOf(index));
    }
  };
  for (const match of view.text.matchAll(kinds)) {
    keep(match.index);
    behind = match.index + match[0].length;
    const char = meaningOf(match);
    parts.push(char);
    for (let index = 0; index < char.length; index++) {
      starts.push(view.startOf(match.index));
      ends.push(view.endOf(behind - 1));
    }
  }
  if (behind === 0) return undefined;
  keep(view.text.length);
  return {
    text: parts.join(''),
    startOf: (index) => starts[index] ?? 0,
    endOf: (index) => ends[index] ?? 0,
  };
}

function meaningOf([
  ,
  unicode,
  hex,
  letter,
  bytes,
  htmlHex,
  htmlDecimal,
  entity,
]: RegExpMatchArray): string {
  const code = unicode ?? hex;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (letter !== undefined) return NAMED[letter.toLowerCase()] ?? letter;
  if (bytes !== undefined) return fromUrl(bytes);
  if (htmlHex !== undefined) return fromCodePoint(Number.parseInt(htmlHex, 16));
  if (htmlDecimal !== undefined) return fromCodePoint(Number(htmlDecimal));
  return entity === undefined ? '' : (NAMED[entity.toLowerCase()] ?? '');
}

function fromUrl(bytes: string): string {
  // Bytes that are no UTF-8 become replacement characters, which are in no value.
  return Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8');
}

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
