import { PrivacyError } from '../errors.ts';
import type { Catalogue } from './catalogue.ts';
import { type CatalogueInput, compileCatalogue } from './compile-catalogue.ts';

/** The versions of one policy over time: processing always follows the version in force at that instant. */
export interface Timeline {
  /** Oldest first. */
  readonly catalogues: readonly Catalogue[];
  /** The version in force. Throws `policy-not-in-force` before the first one. @param now epoch milliseconds */
  at(now: number): Catalogue;
}

/** Compiles every version of a policy for the same models, oldest first. */
export function compileTimeline(
  policies: readonly CatalogueInput['policy'][],
  models: CatalogueInput['models'],
): Timeline {
  const ordered = [...policies].sort(
    (a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom),
  );
  const catalogues = ordered.map((policy, index) =>
    compileCatalogue({
      policy,
      models,
      previous: ordered.slice(0, index),
      later: ordered.slice(index + 1),
    }),
  );
  // The last answer holds until the next version starts; requests are almost always inside it.
  let current: Catalogue | undefined;
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  return {
    catalogues,
    at: (now) => {
      if (current !== undefined && now >= from && now < until) return current;
      const index = catalogues.findLastIndex((it) => it.effectiveFrom <= now);
      const found = catalogues[index];
      if (found === undefined) throw new PrivacyError('policy-not-in-force');
      current = found;
      from = found.effectiveFrom;
      until = catalogues[index + 1]?.effectiveFrom ?? Number.POSITIVE_INFINITY;
      return found;
    },
  };
}
