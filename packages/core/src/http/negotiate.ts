/** One element of `Accept` or `Accept-Language`: what is wanted, and how much. */
interface Wanted {
  readonly range: string;
  /** From 0, not at all, to 1. */
  readonly quality: number;
}

/** Longer headers are read no further: nobody needs more to say what he wants. */
const LONGEST = 4_096;

/** A media range with its parameters, of which the last ones are ours to read. */
const MEDIA_RANGE = /^(?:\*\/\*|[\w!#$&^.+-]+\/(?:\*|[\w!#$&^.+-]+))$/;
const LANGUAGE_RANGE = /^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/;
const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * The media type to answer with (RFC 9110, 12.5.1): of those offered the one that is wanted most, the first offered
 * among equals; `undefined` where none is acceptable. No header, or one in which nothing can be read, accepts anything.
 *
 * @param offered types without parameters, best first
 */
export function negotiateType<T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T | undefined {
  const wanted = read(accept, MEDIA_RANGE);
  if (wanted.length === 0) return offered[0];
  return best(offered, (type) => qualityOfType(type, wanted));
}

/**
 * The language to answer in (RFC 9110, 12.5.4): `fr-CA` is content with `fr`. Where none that is wanted is offered,
 * the first one: a text in another language is better than none.
 */
export function negotiateLanguage<T extends string>(
  acceptLanguage: string | undefined,
  offered: readonly [T, ...T[]],
): T {
  const wanted = read(acceptLanguage, LANGUAGE_RANGE);
  return best(offered, (language) => qualityOfLanguage(language, wanted)) ?? offered[0];
}

function best<T>(offered: readonly T[], qualityOf: (each: T) => number): T | undefined {
  let chosen: T | undefined;
  let highest = 0;
  for (const each of offered) {
    const quality = qualityOf(each);
    if (quality <= highest) continue;
    chosen = each;
    highest = quality;
  }
  return chosen;
}

/** The most specific range that fits decides, whatever stands beside it. */
function qualityOfType(type: string, wanted: readonly Wanted[]): number {
  const [family = ''] = type.split('/');
  for (const range of [type, `${family}/*`, '*/*']) {
    const found = wanted.find((each) => each.range === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}

function qualityOfLanguage(language: string, wanted: readonly Wanted[]): number {
  const exact = wanted.find(({ range }) => range === language);
  if (exact !== undefined) return exact.quality;
  const varieties = wanted.filter(({ range }) => range.startsWith(`${language}-`));
  if (varieties.length > 0) return Math.max(...varieties.map(({ quality }) => quality));
  return wanted.find(({ range }) => range === '*')?.quality ?? 0;
}

/** Elements that can be read; what is malformed is passed over. */
function read(header: string | undefined, range: RegExp): readonly Wanted[] {
  if (header === undefined) return [];
  return header
    .slice(0, LONGEST)
    .split(',')
    .flatMap((element) => {
      const [name = '', ...parameters] = element.split(';').map((part) => part.trim());
      const wanted = name.toLowerCase();
      if (!range.test(wanted)) return [];
      const quality = qualityIn(parameters);
      return quality === undefined ? [] : [{ range: wanted, quality }];
    });
}

function qualityIn(parameters: readonly string[]): number | undefined {
  const weight = parameters.find((parameter) => /^q\s*=/i.test(parameter));
  if (weight === undefined) return 1;
  const value = weight.slice(weight.indexOf('=') + 1).trim();
  return QUALITY.test(value) ? Number(value) : undefined;
}
