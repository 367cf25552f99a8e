import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import { isSpecialCategory } from '../vocabulary/index.ts';
import { BIT } from './bits.ts';
import { channelRule } from './channel-law.ts';
import {
  DENY_REASONS,
  type Decision,
  type Denial,
  type DenyReason,
  PERMIT_REASONS,
  type Permit,
  type PermitReason,
} from './decision.ts';
import { type Demand, demandOf, mustNameRecipient } from './demand.ts';
import type { Question } from './question.ts';
import { maxStalenessOf } from './staleness.ts';
import { blockedBy } from './standing-rules.ts';

/** A question compiled against one catalogue: what can be known without the subject is known already. */
export interface CompiledQuestion {
  readonly question: Question;
  readonly catalogue: Catalogue;
  readonly purpose: CompiledPurpose | undefined;
  /** Whether it is about special categories (Art. 9(1)). */
  readonly special: boolean;
  /** The answer whatever the subject's state, where there is one. */
  readonly blocked: DenyReason | undefined;
  readonly slot: number;
  /** A second slot that must not object: the recipient's or the channel's beside the purpose's. */
  readonly alsoSlot: number | undefined;
  /** Permitted at once when `(bits & mask) === want`; a `want` outside the mask sends every state the long way. */
  readonly mask: number;
  readonly want: number;
  readonly demand: Demand;
  /** What a reading of the subject's state must satisfy for this question. */
  readonly needs: { readonly maxStaleness: number };
  /** Epoch milliseconds from which `next` replaces this question, where dated law changes. */
  readonly until: number;
  readonly next: CompiledQuestion | undefined;
  /** Decisions that took the long way, by what the slot says: it says the same of many subjects. */
  readonly remembered: (Remembered | undefined)[];
  readonly permit: Permit;
  /** The one denial of this question for a reason; made once, then shared. */
  denial(reason: DenyReason): Denial;
  /** The permit for another reason than the basis of the purpose. */
  permitFor(reason: PermitReason): Permit;
}

/** What was decided about every subject of whom a slot says this. */
interface Remembered {
  readonly word: number;
  readonly decision: Decision;
}

/** How many decisions a question remembers; a power of two. Few words occur in practice. */
export const REMEMBERED = 64;

/** Compiles a question. Never throws: what cannot be permitted is compiled into a standing denial. */
export function compileQuestion(
  catalogue: Catalogue,
  question: Question,
  now: number,
): CompiledQuestion {
  const purpose = catalogue.purposes.get(question.purpose);
  const rule = channelRule(catalogue, purpose, question, now);
  const naming = mustNameRecipient(catalogue, question);
  const demand = demandOf(purpose, question, rule.consent, naming);
  const blocked = blockedBy(catalogue, purpose, question, now);
  const slots = slotsOf(catalogue, purpose, question, demand.consent !== 'none' && naming !== 'no');
  const [mask, want] = blocked === undefined && slots.also === undefined ? maskOf(demand) : NEVER;
  return assemble(catalogue, question, purpose, {
    special: question.categories?.some((it) => isSpecialCategory(it)) ?? false,
    blocked,
    slot: slots.main,
    alsoSlot: slots.also,
    mask,
    want,
    demand,
    needs: Object.freeze({ maxStaleness: maxStalenessOf(purpose, question) }),
    until: rule.until,
    next:
      rule.until === Number.POSITIVE_INFINITY
        ? undefined
        : compileQuestion(catalogue, question, rule.until),
  });
}

/** No state has a bit outside the mask, so this pair sends every state the long way. */
const NEVER = [0, 1] as const;

/** The status in which consent stands when a decision for this reason is made. */
const STATUS_OF_REASON = {
  consent_given: 'dpv:ConsentGiven',
  consent_missing: 'dpv:ConsentUnknown',
  consent_refused: 'dpv:ConsentRefused',
  consent_withdrawn: 'dpv:ConsentWithdrawn',
  consent_expired: 'dpv:ConsentExpired',
  consent_superseded: 'dpv:ConsentInvalidated',
  consent_not_explicit: 'dpv:ConsentGiven',
  gpc: 'dpv:ConsentRefused',
  state_unknown: 'dpv:ConsentUnknown',
} as const;

const REASON_OF_BASIS: readonly (readonly [prefix: string, PermitReason])[] = [
  ['eu-gdpr:A6-1-a', 'consent_given'],
  ['eu-gdpr:A6-1-b', 'contract'],
  ['eu-gdpr:A6-1-c', 'legal_obligation'],
  ['eu-gdpr:A6-1-d', 'vital_interests'],
  ['eu-gdpr:A6-1-e', 'public_task'],
  ['eu-gdpr:A6-1-f', 'legitimate_interests'],
];

function maskOf(demand: Demand): readonly [mask: number, want: number] {
  let mask = BIT.unnotified;
  let want = 0;
  if (demand.consent !== 'none') {
    mask |= BIT.given;
    want |= BIT.given;
  }
  if (demand.explicit) {
    mask |= BIT.explicit;
    want |= BIT.explicit;
  }
  if (demand.objectable) mask |= BIT.objected | BIT.objectionPending;
  if (demand.restrictable) mask |= BIT.restricted | BIT.partlyRestricted;
  if (demand.known) mask |= BIT.unknown;
  return [mask, want];
}

function slotsOf(
  catalogue: Catalogue,
  purpose: CompiledPurpose | undefined,
  question: Question,
  named: boolean,
): { readonly main: number; readonly also: number | undefined } {
  if (purpose === undefined) return { main: 0, also: undefined };
  const { recipient, channel } = question;
  const own = (channel && catalogue.slotOf(purpose.id, { channel })) ?? purpose.slot;
  const byRecipient =
    recipient === undefined ? undefined : catalogue.slotOf(purpose.id, { recipient });
  return named && byRecipient !== undefined
    ? { main: byRecipient, also: own }
    : { main: own, also: byRecipient };
}

type Parts = Omit<
  CompiledQuestion,
  'question' | 'catalogue' | 'purpose' | 'remembered' | 'permit' | 'denial' | 'permitFor'
>;

function assemble(
  catalogue: Catalogue,
  question: Question,
  purpose: CompiledPurpose | undefined,
  parts: Parts,
): CompiledQuestion {
  const denials: { [K in DenyReason]?: Denial } = {};
  const permits: { [K in PermitReason]?: Permit } = {};
  const base = {
    purpose: question.purpose,
    legalBasis: purpose?.legalBasis,
    policyVersion: catalogue.version,
  };
  const consentBased = parts.demand.consent !== 'none';
  const statusOf = (reason: string) =>
    consentBased && reason in STATUS_OF_REASON
      ? STATUS_OF_REASON[reason as keyof typeof STATUS_OF_REASON] // narrowed by the `in` on the line above
      : undefined;
  const permitFor = (reason: PermitReason): Permit =>
    (permits[reason] ??= Object.freeze({
      outcome: 'allow',
      reason,
      article: PERMIT_REASONS[reason],
      consentStatus: statusOf(reason),
      ...base,
    }));
  const denial = (reason: DenyReason): Denial =>
    (denials[reason] ??= Object.freeze({
      outcome: 'deny',
      reason,
      article: DENY_REASONS[reason].article,
      consentStatus: statusOf(reason),
      ...base,
    }));
  const reason = REASON_OF_BASIS.find(([prefix]) => base.legalBasis?.startsWith(prefix))?.[1];
  return {
    question,
    catalogue,
    purpose,
    ...parts,
    remembered: new Array<Remembered | undefined>(REMEMBERED).fill(undefined),
    permit: permitFor(reason ?? 'instructed'),
    denial,
    permitFor,
  };
}
