import { type CanarySubject, randomPartOf } from './canary.ts';

/** How a canary was found: as it is, encoded, or a piece of it. */
export type CanaryForm = 'raw' | 'url' | 'json' | 'html' | 'base64' | 'hex' | 'piece';

/** One field whose canary came out, and in which forms. It does not repeat the value. */
export interface CanaryFinding {
  readonly field: string;
  readonly forms: readonly CanaryForm[];
}

/**
 * Looks for canaries in any text: as they are, URL-, JSON- and HTML-escaped, in base64 and base64url at each of the
 * three alignments, in hexadecimal, and every piece of six characters of their random part, in any case.
 */
export function findCanaries(text: string, canaries: CanarySubject): readonly CanaryFinding[] {
  const sink: Sink = {
    lower: text.toLowerCase(),
    base64: text.replaceAll('-', '+').replaceAll('_', '/'),
    hex: text.toLowerCase().replace(/[\s:,]|0x/g, ''),
  };
  return Object.entries(canaries)
    .map(([field, value]) => ({ field, forms: formsIn(sink, value) }))
    .filter((finding) => finding.forms.length > 0);
}

interface Sink {
  readonly lower: string;
  readonly base64: string;
  readonly hex: string;
}

function formsIn(sink: Sink, value: string): readonly CanaryForm[] {
  return [...looks(sink, value)].filter(([, found]) => found).map(([form]) => form);
}

function* looks(sink: Sink, value: string): Iterable<readonly [CanaryForm, boolean]> {
  const has = (form: string): boolean => sink.lower.includes(form.toLowerCase());
  const url = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replace(/[&<>"'@]/g, (it) => `&#${it.codePointAt(0)};`);
  yield ['raw', has(value)];
  yield ['url', url !== value && (has(url) || has(encodeURIComponent(url)))];
  yield ['json', json !== value && has(json)];
  yield ['html', html !== value && has(html)];
  yield ['base64', alignments(value).some((it) => sink.base64.includes(it))];
  yield ['hex', sink.hex.includes(Buffer.from(value).toString('hex'))];
  yield ['piece', pieces(randomPartOf(value)).some(has)];
}

/** The base64 digits that a value always has, wherever in a longer text it stands; digits shared with neighbours are left out. */
function alignments(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].map((offset) => {
    const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return digits.slice(Math.ceil((offset * 8) / 6), whole);
  });
}

function pieces(random: string): readonly string[] {
  if (random.length <= PIECE) return [random];
  return Array.from({ length: random.length - PIECE + 1 }, (_, at) => random.slice(at, at + PIECE));
}

const PIECE = 6;
