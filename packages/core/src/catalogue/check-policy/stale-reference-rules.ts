import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { oneFindingPerClause } from './one-clause.ts';
import { purposesOf, retentionsOf } from './read-policy.ts';
import type { RuleContext } from './rule.ts';

/** From when Law 78-17 has its present numbering (Ordonnance 2018-1125). */
const RENUMBERED = '2019-06-01';

/** Articles of Law 78-17 before 1 June 2019, and where their matter stands now. */
const MOVED: readonly (readonly [former: RegExp, now: string])[] = [
  [/\b6[- ,]*(?:\(5\)|5\s*°)/, 'Art. 4(5°)'],
  [/\b32\b/, 'Art. 48 (information) and 82 (cookies)'],
  [/\b38\b/, 'Art. 56'],
  [/\b39\b/, 'Art. 49'],
  [/\b40-1\b/, 'Art. 85'],
  [/\b40\b/, 'Art. 50 and 51'],
];

/** Legal references that cite Law 78-17 under its former numbers. */
export function staleReferenceRules(policy: PolicyInput, context: RuleContext): Iterable<Finding> {
  return oneFindingPerClause(eachReference(policy, context));
}

function* eachReference(policy: PolicyInput, { on }: RuleContext): Iterable<Finding> {
  if (on < RENUMBERED) return;
  for (const { place, reference, at } of referencesOf(policy)) {
    const moved = movedTo(reference);
    if (moved === undefined) continue;
    yield policyFinding(
      'stale-legal-reference',
      place,
      [at],
      `The numbering of Law 78-17 changed on ${RENUMBERED}: this is now ${moved}.`,
    );
  }
}

interface Reference {
  readonly place: string;
  readonly reference: string;
  readonly at: string | undefined;
}

function referencesOf(policy: PolicyInput): readonly Reference[] {
  return purposesOf(policy).flatMap(([name, purpose]) => {
    const own = { legalReference: purpose.legalReference, at: purpose.at };
    return [own, ...retentionsOf(purpose)].flatMap(({ legalReference, at }) =>
      legalReference === undefined
        ? []
        : [{ place: `purposes.${name}`, reference: legalReference, at }],
    );
  });
}

function movedTo(reference: string): string | undefined {
  const cited = /78[-‑]17\b(.*)$/.exec(reference)?.[1];
  return cited === undefined ? undefined : MOVED.find(([former]) => former.test(cited))?.[1];
}
