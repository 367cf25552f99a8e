import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import { isA, isSpecialCategory } from '../vocabulary/index.ts';
import type { DenyReason } from './decision.ts';
import type { Question } from './question.ts';
import { recipientRule } from './recipient-rule.ts';

/** A rule that needs no state of the subject: it answers with a reason to deny, or with nothing. */
type StandingRule = (
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
  now: number,
) => DenyReason | undefined;

/** The first standing reason to deny, in the order in which a person would give them. */
export function blockedBy(
  catalogue: Catalogue,
  purpose: CompiledPurpose | undefined,
  question: Question,
  now: number,
): DenyReason | undefined {
  if (purpose === undefined) return 'purpose_unknown';
  for (const rule of STANDING_RULES) {
    const reason = rule(catalogue, purpose, question, now);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const STANDING_RULES: readonly StandingRule[] = [
  actorRule,
  roleRule,
  relationshipRule,
  tenantRule,
  prohibitionRule,
  basisRule,
  specialCategoryRule,
  compatibilityRule,
  channelDeclaredRule,
  recipientRule,
  gpcRule,
];

function actorRule(
  _catalogue: Catalogue,
  _purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  // Somebody unknown may bring their own data in (register, ask), and nothing else.
  return question.actor.type === 'anonymous' && question.operation !== 'dpv:Collect'
    ? 'actor_unknown'
    : undefined;
}

/** A role names the purposes that it may pursue; staff without a role pursue none (Art. 29, 32(4)). */
function roleRule(
  catalogue: Catalogue,
  _purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  const { type, role } = question.actor;
  if (role === undefined) return type === 'staff' ? 'role_not_granted' : undefined;
  const roles = catalogue.policy.roles ?? {};
  const granted = Object.hasOwn(roles, role) ? roles[role] : undefined;
  return granted?.purposes.includes(question.purpose) ? undefined : 'role_not_granted';
}

function relationshipRule(
  _catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  const needed = purpose.input.relationship;
  if (needed === undefined || question.actor.type !== 'staff') return undefined;
  return question.actor.relationships?.includes(needed) ? undefined : 'relationship_missing';
}

/** As processor only on instructions, by a contract that can be named; never for purposes of our own (Art. 28(3)(a), 28(10)). */
function tenantRule(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  if (question.tenant === undefined) {
    return purpose.role === 'processor' ? 'purpose_not_instructed' : undefined;
  }
  const tenants = catalogue.policy.tenants ?? {};
  const tenant = Object.hasOwn(tenants, question.tenant) ? tenants[question.tenant] : undefined;
  const instructed =
    tenant?.contractReference !== undefined && tenant.instructedPurposes.includes(purpose.id);
  return instructed ? undefined : 'purpose_not_instructed';
}

function prohibitionRule(catalogue: Catalogue, purpose: CompiledPurpose): DenyReason | undefined {
  const promised = catalogue.policy.commitments?.some((it) => it.promises === 'no-sale');
  return promised && purpose.sale ? 'prohibited_by_policy' : undefined;
}

/** Exactly one legal basis; where we only process on a controller's instructions, the basis is the controller's (Art. 28). */
function basisRule(
  _catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  if (purpose.legalBasis !== undefined) return undefined;
  const instructed = purpose.role === 'processor' && question.tenant !== undefined;
  return instructed && purpose.input.legalBasis === undefined ? undefined : 'legal_basis_missing';
}

/** Special categories need a condition of Art. 9(2) besides the legal basis. */
function specialCategoryRule(
  _catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  const special = question.categories?.some((category) => isSpecialCategory(category)) ?? false;
  const condition = question.specialCategoryBasis ?? purpose.specialCategoryBasis;
  return special && condition === undefined ? 'special_category_condition_missing' : undefined;
}

/** Data collected for one purpose serve another only where the policy says that they are compatible, and never where they rest on consent (Art. 6(4)). */
function compatibilityRule(
  catalogue: Catalogue,
  _purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  const from = question.collectedFor;
  if (from === undefined || from === question.purpose) return undefined;
  const origin = catalogue.purposes.get(from);
  const compatible =
    origin?.legalBasis !== undefined &&
    !origin.legalBasis.startsWith('eu-gdpr:A6-1-a') &&
    (origin.input.compatibleWith?.includes(question.purpose) ?? false);
  return compatible ? undefined : 'purpose_incompatible';
}

function channelDeclaredRule(
  _catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  const { channel } = question;
  if (channel === undefined || purpose.channels.length === 0) return undefined;
  return purpose.channels.includes(channel) ? undefined : 'channel_not_declared';
}

/** Global Privacy Control refuses sale, cross-context advertising and the sharing of marketing with third parties; nothing else. */
function gpcRule(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
): DenyReason | undefined {
  if (question.gpc !== true) return undefined;
  if (purpose.gpc) return 'gpc';
  const advertises =
    purpose.marketing || (purpose.term !== undefined && isA(purpose.term, 'dpv:Marketing'));
  return advertises && isShared(catalogue, question.recipient) ? 'gpc' : undefined;
}

function isShared(catalogue: Catalogue, recipient: string | undefined): boolean {
  const recipients = catalogue.policy.recipients ?? {};
  if (recipient === undefined || !Object.hasOwn(recipients, recipient)) return false;
  const role = recipients[recipient]?.role;
  return role === 'third-party' || role === 'controller' || role === 'joint-controller';
}
