import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import { addDuration } from '../declare/duration.ts';
import type { ConsentStatusId } from '../vocabulary/index.ts';
import { BIT } from './bits.ts';
import type { ConsentState } from './state.ts';

/** Consents as bits by slot, and the instant at which the first of them expires. */
export interface ConsentBits {
  readonly bySlot: ReadonlyMap<number, number>;
  readonly until: number;
}

/** Where each consent stands now: a refusal, a withdrawal, an expired or superseded consent is not consent (Art. 7). */
export function consentBits(
  catalogue: Catalogue,
  consents: readonly ConsentState[],
  now: number,
): ConsentBits {
  const bySlot = new Map<number, number>();
  let until = Number.POSITIVE_INFINITY;
  for (const consent of consents) {
    const purpose = catalogue.purposes.get(consent.purpose);
    if (purpose === undefined) continue;
    const slot = slotOfConsent(catalogue, purpose, consent);
    if (slot === undefined) continue;
    const expiry = expiryOf(purpose, consent);
    bySlot.set(slot, wordOf(catalogue, purpose, consent, now >= expiry));
    if (now < expiry) until = Math.min(until, expiry);
  }
  return { bySlot, until };
}

/** Epoch milliseconds at which a given consent ends: what it says itself, or the policy's duration, whichever comes first. */
export function expiryOf(purpose: CompiledPurpose, consent: ConsentState): number {
  if (!isGiven(consent.status)) return Number.POSITIVE_INFINITY;
  const since = Date.parse(consent.since);
  const byItself =
    consent.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(consent.expiresAt);
  // An instant that cannot be read never makes a consent last longer.
  if (Number.isNaN(since) || Number.isNaN(byItself)) return Number.NEGATIVE_INFINITY;
  const duration = purpose.input.consent?.duration;
  const byPolicy = duration === undefined ? Number.POSITIVE_INFINITY : addDuration(since, duration);
  return Math.min(byPolicy, byItself);
}

/** Whether a status is one of the two valid ones of DPV. */
function isGiven(status: ConsentStatusId): boolean {
  return status === 'dpv:ConsentGiven' || status === 'dpv:RenewedConsentGiven';
}

function wordOf(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  consent: ConsentState,
  expired: boolean,
): number {
  switch (consent.status) {
    case 'dpv:ConsentGiven':
    case 'dpv:RenewedConsentGiven': {
      if (expired) return BIT.expired;
      if (isSuperseded(catalogue, purpose, consent)) return BIT.superseded;
      return consent.explicit ? BIT.given | BIT.explicit : BIT.given;
    }
    case 'dpv:ConsentExpired':
      return BIT.expired;
    case 'dpv:ConsentRefused':
      return BIT.refused;
    case 'dpv:ConsentWithdrawn':
    case 'dpv:ConsentRevoked':
    case 'dpv:ConsentInvalidated':
      return BIT.withdrawn;
    default:
      return 0;
  }
}

/** A newer notice supersedes only consents to purposes that it marks as materially changed (`consent.reaskFrom`). */
function isSuperseded(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  consent: ConsentState,
): boolean {
  const reaskFrom = purpose.input.consent?.reaskFrom;
  if (reaskFrom === undefined) return false;
  return catalogue.compareVersions(consent.noticeVersion ?? '', reaskFrom) < 0;
}

function slotOfConsent(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  consent: ConsentState,
): number | undefined {
  if (consent.recipient !== undefined) {
    return catalogue.slotOf(purpose.id, { recipient: consent.recipient });
  }
  if (consent.channel !== undefined) {
    return catalogue.slotOf(purpose.id, { channel: consent.channel }) ?? purpose.slot;
  }
  return purpose.slot;
}
