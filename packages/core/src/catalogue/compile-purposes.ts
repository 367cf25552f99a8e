import type { PolicyInput, PurposeInput } from '../declare/policy-input.ts';
import type { Kind, LegalBasisAlias, LegalBasisId, PurposeTermId } from '../vocabulary/index.ts';
import { isA, resolve } from '../vocabulary/index.ts';
import type { CompiledPurpose } from './catalogue.ts';
import { frozenMap } from './frozen-map.ts';
import type { Report } from './model-finding.ts';

/** The purposes of a policy, resolved, in its order. `previous` is the version before: what it lacks is new. */
export function compilePurposes(
  policy: PolicyInput,
  previous: PolicyInput | undefined,
  report: Report,
): ReadonlyMap<string, CompiledPurpose> {
  return frozenMap(
    Object.entries(policy.purposes).map(([id, input], slot): [string, CompiledPurpose] => {
      checkTerms(id, input, report);
      const term = input.is === undefined ? undefined : resolve(input.is, 'purpose');
      const sale = isOf(term, 'dpv:SellDataToThirdParties');
      const channels = listed(input.channel);
      const marketing = isMarketing(input, term, channels.length > 0);
      return [
        id,
        Object.freeze({
          id,
          slot,
          term,
          input,
          legalBasis: singleLegalBasis(input),
          specialCategoryBasis:
            input.specialCategoryBasis === undefined
              ? undefined
              : resolve(input.specialCategoryBasis, 'special-category-basis'),
          channels: Object.freeze(channels),
          role: input.role ?? 'controller',
          marketing,
          sale,
          gpc: sale || isOf(term, 'dpv:TargetedAdvertising'),
          isNew: previous !== undefined && !Object.hasOwn(previous.purposes, id),
        }),
      ];
    }),
  );
}

/** The one legal basis that a purpose states, or undefined where it states none, several, or one that is no basis. */
function singleLegalBasis(input: PurposeInput): LegalBasisId | undefined {
  const stated = statedLegalBases(input);
  return stated.length === 1 ? stated[0] : undefined;
}

/** Every legal basis that a purpose states, each once; unknown ones stay as undefined. */
export function statedLegalBases(input: PurposeInput): readonly (LegalBasisId | undefined)[] {
  const named = listed<LegalBasisAlias | LegalBasisId>(input.legalBasis);
  return [...new Set(named.map((name) => resolve(name, 'legal-basis')))];
}

/** One or several, as a list. */
export function listed<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** A term that types could not keep out: without it, a purpose would escape the rules for its kind. */
function checkTerms(id: string, input: PurposeInput, report: Report): void {
  const named: readonly (readonly [Kind, readonly string[]])[] = [
    ['purpose', listed(input.is)],
    ['legal-basis', listed<string>(input.legalBasis)],
    ['special-category-basis', listed(input.specialCategoryBasis)],
    ['criminal-offence-basis', listed(input.criminalOffenceBasis)],
  ];
  for (const [kind, names] of named) {
    for (const name of names) {
      if (resolve(name, kind) !== undefined) continue;
      report('term-unknown', `purposes.${id}`, `${name} is no ${kind} of the vocabulary.`, [
        input.at,
      ]);
    }
  }
}

/**
 * Whether Art. 21(2) and the law of channels apply: direct marketing always; any other marketing once a channel carries
 * it to people, unless it is declared to be the service that they asked for.
 */
function isMarketing(
  input: PurposeInput,
  term: PurposeTermId | undefined,
  reaches: boolean,
): boolean {
  if (isOf(term, 'dpv:DirectMarketing') || input.message === 'marketing') return true;
  return reaches && isOf(term, 'dpv:Marketing') && input.message !== 'service';
}

function isOf(term: PurposeTermId | undefined, broader: PurposeTermId): boolean {
  return term !== undefined && isA(term, broader);
}
