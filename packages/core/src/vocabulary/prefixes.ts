/** Prefixes of compact IRIs and what they stand for; `x` is ours. */
export const PREFIXES = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  'legal-eu': 'https://w3id.org/dpv/legal/eu#',
  'legal-fr': 'https://w3id.org/dpv/legal/fr#',
  loc: 'https://w3id.org/dpv/loc#',
  justifications: 'https://w3id.org/dpv/justifications#',
  risk: 'https://w3id.org/dpv/risk#',
  'dpv-27560': 'https://w3id.org/dpv/schema/dpv-27560#',
  dct: 'http://purl.org/dc/terms/',
  x: 'urn:x-lawful:vocabulary:',
} as const;

/** A prefix that `expandIri` knows. */
export type Prefix = keyof typeof PREFIXES;

/** An IRI written short, `pd:EmailAddress`, `loc:FR`. */
export type CompactIri = `${Prefix}:${string}`;

/** The full IRI of a compact one. */
export function expandIri(compact: CompactIri): string {
  const colon = compact.indexOf(':');
  const prefix = compact.slice(0, colon);
  return isPrefix(prefix) ? PREFIXES[prefix] + compact.slice(colon + 1) : compact;
}

function isPrefix(text: string): text is Prefix {
  return Object.hasOwn(PREFIXES, text);
}
