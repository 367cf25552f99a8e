import { REDACTED } from './redacted.ts';
import type { Place, Search } from './search.ts';

const NUMBER = /-?\d[\d.eE+-]*/g;

/** What stands between the strings of a JSON text, but for its three words. */
const BETWEEN = /^[\s,:[\]{}\d.eE+-]*$/;

/**
 * A line of JSON without the values that stand at these places, still JSON: strings are read before they are searched,
 * because a place may begin inside an escape; numbers are compared as a whole.
 *
 * @param places in the order of their beginnings
 */
export function redactedLine(
  line: string,
  places: readonly Place[],
  search: Search,
  isValue: (number: string) => boolean,
): string {
  let next = 0;
  /** Whether a place reaches into a part; parts are asked about in order. */
  const reached = (start: number, end: number): boolean => {
    for (let place = places[next]; place !== undefined; place = places[++next]) {
      if (place.end > start) return place.start < end;
    }
    return false;
  };
  let redacted = '';
  let kept = 0;
  const replace = (start: number, end: number, by: string): void => {
    redacted += line.slice(kept, start) + by;
    kept = end;
  };
  let at = 0;
  while (at < line.length) {
    const quote = line.indexOf('"', at);
    const open = quote === -1 ? line.length : quote;
    if (reached(at, open))
      replace(at, open, redactedBetween(line.slice(at, open), search, isValue));
    at = open === line.length ? open : endOfString(line, open);
    if (reached(open, at)) replace(open, at, redactedString(line.slice(open, at), search));
  }
  return redacted + line.slice(kept);
}

/** The place behind the closing quote of a string. */
function endOfString(line: string, open: number): number {
  let close = line.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(line, close)) close = line.indexOf('"', close + 1);
  return close === -1 ? line.length : close + 1;
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function redactedBetween(
  text: string,
  search: Search,
  isValue: (number: string) => boolean,
): string {
  if (!BETWEEN.test(text.replace(/true|false|null/g, ''))) return search.redact(text);
  return text.replace(NUMBER, (number) => (isValue(number) ? `"${REDACTED}"` : number));
}

function redactedString(token: string, search: Search): string {
  const text = textOf(token);
  if (text === undefined) return search.redact(token);
  const redacted = search.redact(text);
  return redacted === text ? token : JSON.stringify(redacted);
}

/** What a string says; `undefined` where it is none, because the line is no JSON after all. */
function textOf(token: string): string | undefined {
  if (!token.includes('\\') && token.endsWith('"') && token.length > 1) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    return undefined;
  }
}
