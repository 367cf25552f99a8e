import { type TermId, term } from './term.ts';

/** Every term above this one, nearest first, each once. */
export function ancestors(id: TermId): readonly TermId[] {
  const above = new Set<TermId>(term(id)?.broader);
  for (const each of above) for (const next of term(each)?.broader ?? []) above.add(next);
  return [...above];
}

/** Whether a term is another one or stands below it: `isA('dpv:DirectMarketing', 'dpv:Marketing')`. */
export function isA(id: TermId, broader: TermId): boolean {
  return id === broader || ancestors(id).includes(broader);
}
