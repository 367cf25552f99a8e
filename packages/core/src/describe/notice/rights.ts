import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { authorityOf } from '../../rights/published-parties.ts';
import { label, RIGHT_ALIASES, type RightAlias, type RightId } from '../../vocabulary/index.ts';
import { articleOf } from '../parts/article.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';
import { rightHolds } from './bases.ts';
import type { Contacts } from './contacts.ts';

/** A right of the data subject: what it is, where it applies and how it is exercised (Art. 12(2), 13(2)(b)-(c)). */
export interface NoticeRight {
  readonly right: RightAlias;
  readonly id: RightId;
  readonly label: string;
  readonly article: string;
  /** What the law gives, in our words. */
  readonly description: string;
  /** What the policy says of it; null where it says nothing, or something else than the law. */
  readonly statement: Text | null;
  /** Ids of the purposes against which the right holds. */
  readonly appliesTo: readonly string[];
  /** Ids of the purposes for which it is exercised through the supervisory authority (Art. 23); access alone has any. */
  readonly throughAuthority: readonly string[];
  /** Paths of our endpoint, e-mail and postal addresses, URLs. */
  readonly isExercisedAt: readonly string[];
}

/** The right to complain to a supervisory authority (Art. 13(2)(d), 77). */
export interface NoticeComplaint {
  readonly id: 'eu-gdpr:A77';
  readonly label: string;
  readonly article: string;
  readonly description: string;
}

/** Rights of Art. 13(2)(b), which every notice names, whatever its purposes. */
const ALWAYS_NAMED: ReadonlySet<RightAlias> = new Set([
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
]);

const ORDER = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'withdrawConsent',
  'automatedDecision',
  'postMortem',
] as const satisfies readonly RightAlias[];

/** Every right that the law gives, also those that the policy leaves out or describes wrongly. */
export function rightsOf(
  catalogue: Catalogue,
  purposes: readonly CompiledPurpose[],
  contacts: Contacts,
  reading: Reading,
): readonly NoticeRight[] {
  return ORDER.map((right) => describe(right, catalogue, purposes, contacts, reading)).filter(
    ({ right, appliesTo }) =>
      ALWAYS_NAMED.has(right) ||
      (right === 'postMortem' ? frenchLawApplies(catalogue.policy) : appliesTo.length > 0),
  );
}

/** The right to complain, in a language. */
export function complaintOf(reading: Reading): NoticeComplaint {
  const id = 'eu-gdpr:A77';
  return {
    id,
    label: label(id, reading.language),
    article: articleOf(id, reading) ?? id,
    description: reading.phrases.complaint,
  };
}

function describe(
  right: RightAlias,
  catalogue: Catalogue,
  purposes: readonly CompiledPurpose[],
  contacts: Contacts,
  reading: Reading,
): NoticeRight {
  const id = RIGHT_ALIASES[right];
  const stated = catalogue.policy.rights?.find(
    (each) => each.right === right && each.misdescribed !== true,
  );
  return {
    right,
    id,
    label: label(id, reading.language),
    article: articleOf(id, reading) ?? reading.phrases.postMortemArticle,
    description: reading.phrases.rights[right],
    statement: read(stated?.describe, reading),
    appliesTo: purposes.filter((each) => rightHolds(catalogue, id, each)).map((each) => each.id),
    throughAuthority: purposes
      .filter(({ input }) => right === 'access' && input.indirectAccess !== undefined)
      .map((each) => each.id),
    isExercisedAt: contacts(right),
  };
}

/** Directives for the time after death are French law (LIL 85): it applies, or the policy grants them by itself. */
function frenchLawApplies(policy: PolicyInput): boolean {
  return (
    policy.jurisdiction === 'loc:FR' ||
    policy.controller?.country === 'FR' ||
    authorityOf(policy)?.term === 'legal-fr:DPA-FR' ||
    policy.rights?.some(({ right }) => right === 'postMortem') === true
  );
}
