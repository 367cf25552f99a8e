import type { PolicyInput, PurposeInput } from '../declare/policy-input.ts';
import type { LegalBasisAlias, LegalBasisId, PurposeTermId } from '../vocabulary/index.ts';
import { isA, resolve } from '../vocabulary/index.ts';
import type { CompiledPurpose } from './catalogue.ts';
import { frozenMap } from './frozen-map.ts';

/** The purposes of a policy, resolved, in its order. `previous` is the version before: what it lacks is new. */
export function compilePurposes(
  policy: PolicyInput,
  previous: PolicyInput | undefined,
): ReadonlyMap<string, CompiledPurpose> {
  const shared = purposesSharedForAdvertising(policy);
  return frozenMap(
    Object.entries(policy.purposes).map(([id, input], slot): [string, CompiledPurpose] => {
      const term = input.is === undefined ? undefined : resolve(input.is, 'purpose');
      const sale = isOf(term, 'dpv:SellDataToThirdParties');
      const marketing = isOf(term, 'dpv:DirectMarketing') || input.message === 'marketing';
      const advertising = marketing || isOf(term, 'dpv:Marketing');
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
          channels: Object.freeze(listed(input.channel)),
          role: input.role ?? 'controller',
          marketing,
          sale,
          gpc: sale || isOf(term, 'dpv:TargetedAdvertising') || (advertising && shared.has(id)),
          isNew: previous !== undefined && !Object.hasOwn(previous.purposes, id),
        }),
      ];
    }),
  );
}

/** The one legal basis that a purpose states, or undefined where it states none, several, or one that is no basis. */
export function singleLegalBasis(input: PurposeInput): LegalBasisId | undefined {
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

/**
 * Purposes with a recipient that decides for itself what to do with the data. Where such a purpose is marketing, it
 * is the sharing and the advertising across contexts that Global Privacy Control is about.
 */
function purposesSharedForAdvertising(policy: PolicyInput): ReadonlySet<string> {
  const sharing = Object.values(policy.recipients ?? {}).filter(
    ({ role }) => role === 'third-party' || role === 'controller' || role === 'joint-controller',
  );
  return new Set(sharing.flatMap(({ purposes }) => purposes));
}

function isOf(term: PurposeTermId | undefined, broader: PurposeTermId): boolean {
  return term !== undefined && isA(term, broader);
}
