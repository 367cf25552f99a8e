import { ALIASES, type IdByKind, KINDS, ROWS } from './generated/kinds.ts';
import { expandIri } from './prefixes.ts';
import type { Row } from './row.ts';

/** A kind of term: what it may be used for. */
export type Kind = keyof IdByKind;

/** The identifier of any term of the vocabulary. */
export type TermId = IdByKind[Kind];

/** A language in which terms are labelled. */
export type Language = 'en' | 'fr';

/** A noun of the law: its DPV identifier, what people read, and what it is a kind of. */
export interface Term<K extends Kind = Kind> {
  readonly id: IdByKind[K];
  readonly iri: string;
  readonly kind: K;
  readonly label: { readonly en: string; readonly fr: string };
  /** Who worded the English label: DPV, the English text of the GDPR, or we. */
  readonly englishFrom: 'DPV' | 'GDPR' | 'ours';
  /** Who worded the French label: the French text of the GDPR, or we; DPV has none. */
  readonly frenchFrom: 'GDPR' | 'ours';
  /** The terms directly above; several are possible. */
  readonly broader: readonly TermId[];
  /** Short name accepted in declarations, `consent`, `email`. */
  readonly alias?: string;
}

const TERMS: ReadonlyMap<string, Term> = new Map(
  KINDS.flatMap((kind) => {
    const aliases = new Map<string, string>(
      Object.entries(ALIASES[kind]).map(([alias, id]) => [id, alias]),
    );
    return ROWS[kind].map((row): [string, Term] => [
      row[0],
      toTerm(kind, row, aliases.get(row[0])),
    ]);
  }),
);

/** The term of this identifier, or undefined: the vocabulary never makes one up. */
export function term(id: string): Term | undefined {
  return TERMS.get(id);
}

/** Whether an identifier is in the vocabulary and, where a kind is given, of that kind. */
export function isTerm<K extends Kind = Kind>(id: string, kind?: K): id is IdByKind[K] {
  const found = TERMS.get(id);
  return found !== undefined && (kind === undefined || found.kind === kind);
}

/** What people read for a term; an identifier that is no term stands for itself. */
export function label(id: string, language: Language): string {
  return TERMS.get(id)?.label[language] ?? id;
}

/** All terms of one kind, in the order of their identifiers. */
export function termsOf<K extends Kind>(kind: K): readonly IdByKind[K][] {
  return [...TERMS.keys()].filter((id) => isTerm(id, kind));
}

function toTerm(kind: Kind, row: Row<TermId>, alias: string | undefined): Term {
  const [id, en, fr, broader, englishFrom = 'DPV', frenchFrom = 'ours'] = row;
  const named = alias === undefined ? {} : { alias };
  return {
    id,
    iri: expandIri(id),
    kind,
    label: { en, fr },
    englishFrom,
    frenchFrom,
    broader,
    ...named,
  };
}
