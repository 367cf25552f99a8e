import { BIT } from './bits.ts';
import { type CompiledQuestion, REMEMBERED } from './compile-question.ts';
import type { Decision, DenyReason, Permit } from './decision.ts';
import { type SubjectView, viewOf } from './view.ts';

/**
 * Decides one question about one data subject at one instant. Pure and synchronous; default deny. On the way to a
 * permit it loads one word, masks it and returns a decision made at start-up: nothing is allocated.
 *
 * @param asked compiled by {@link compileQuestion} against the same catalogue as the view
 * @param view what is known of the subject, by {@link viewOf}
 * @param now epoch milliseconds
 */
export function decide(asked: CompiledQuestion, view: SubjectView, now: number): Decision {
  if (now < view.until && now < asked.until) {
    const word = view.bits[asked.slot] ?? 0;
    if ((word & asked.mask) === asked.want) return asked.permit;
    const known = asked.remembered[placeOf(word)];
    if (known !== undefined && known.word === word) return known.decision;
  }
  return decideSlowly(asked, view, now);
}

function decideSlowly(asked: CompiledQuestion, view: SubjectView, now: number): Decision {
  if (asked.next !== undefined && now >= asked.until) return decide(asked.next, view, now);
  if (asked.blocked !== undefined) return asked.denial(asked.blocked);
  const current = now < view.until ? view : viewOf(view.catalogue, view.state, now);
  const word = current.bits[asked.slot] ?? 0;
  const also = asked.alsoSlot === undefined ? 0 : (current.bits[asked.alsoSlot] ?? 0);
  const reason = standing(asked, current, word | also) ?? consenting(asked, word);
  const decision = reason === undefined ? permitted(asked, word) : asked.denial(reason);
  // A second slot, and restricted fields, are more than the word says: these are looked at every time.
  if (asked.alsoSlot === undefined && (word & BIT.partlyRestricted) === 0) {
    asked.remembered[placeOf(word)] = { word, decision };
  }
  return decision;
}

/** Where a word is remembered: bits that are seldom set together share a place, and push each other out. */
function placeOf(word: number): number {
  return (word ^ (word >> 7)) & (REMEMBERED - 1);
}

function permitted(asked: CompiledQuestion, word: number): Permit {
  return asked.demand.consent === 'soft-opt-in' && (word & BIT.given) === 0
    ? asked.permitFor('soft_opt_in')
    : asked.permit;
}

/** What stands against processing whatever consent says: an unreadable state, a restriction, an objection. */
function standing(
  asked: CompiledQuestion,
  view: SubjectView,
  word: number,
): DenyReason | undefined {
  const { demand } = asked;
  if (demand.known && word & BIT.unknown) return 'state_unknown';
  if (demand.restrictable && isRestricted(asked, view, word)) return 'restricted';
  if (word & BIT.unnotified) return 'notice_not_delivered';
  if (demand.objectable && word & BIT.objected) return 'objected';
  if (demand.objectable && word & BIT.objectionPending) return 'objection_pending';
  return undefined;
}

function isRestricted(asked: CompiledQuestion, view: SubjectView, word: number): boolean {
  if (word & BIT.restricted) return true;
  if ((word & BIT.partlyRestricted) === 0) return false;
  const { fields } = asked.question;
  // A question that does not say which fields it is about may be about the restricted ones.
  return fields?.some((field) => view.restrictedFields?.has(field)) ?? true;
}

function consenting(asked: CompiledQuestion, word: number): DenyReason | undefined {
  const { consent, explicit } = asked.demand;
  if (consent === 'none') return undefined;
  if (word & BIT.given) {
    return explicit && (word & BIT.explicit) === 0 ? 'consent_not_explicit' : undefined;
  }
  if (word & BIT.withdrawn) return 'consent_withdrawn';
  if (word & BIT.refused) return 'consent_refused';
  if (consent === 'soft-opt-in' && isSimilarOffer(asked, word)) return undefined;
  if (word & BIT.expired) return 'consent_expired';
  if (word & BIT.superseded) return 'consent_superseded';
  return 'consent_missing';
}

function isSimilarOffer(asked: CompiledQuestion, word: number): boolean {
  return asked.question.similarProducts === true && (word & BIT.customer) !== 0;
}
