import type { Catalogue } from '../catalogue/catalogue.ts';
import { BIT } from '../decide/bits.ts';
import { consentBits, expiryOf } from '../decide/consent-bits.ts';
import type { ConsentScope } from '../decide/event.ts';
import { sameScope } from '../decide/scope.ts';
import type { ConsentState, SubjectState } from '../decide/state.ts';
import { formatInstant } from '../declare/instant.ts';
import type { ConsentStatusId } from '../vocabulary/index.ts';

/** Where a consent stands now, as it is told to the data subject. */
export interface ConsentStanding extends ConsentScope {
  readonly status: ConsentStatusId;
  /** RFC 3339 UTC; absent where nothing was ever said. */
  readonly since?: string;
  readonly explicit?: boolean;
  readonly noticeVersion?: string;
  /** When it ends by itself, RFC 3339 UTC; absent where it holds until withdrawn. */
  readonly expiresAt?: string;
  /** It has expired, or the notice has changed since: it must be asked again. */
  readonly renewalRequired: boolean;
  /** Id of the event that proves it. */
  readonly recordId?: string;
}

/** Where a consent stands after it was changed. */
export interface ConsentChange extends ConsentStanding {
  /**
   * The consent epoch of the subject after the change, the same for all purposes. A session that keeps it (in a token)
   * and sends it again is answered with this change, or a later one, by every process.
   */
  readonly epoch: number;
}

/** The standing of one scope at an instant, by the same rules as decisions. */
export function standingOf(
  catalogue: Catalogue,
  state: SubjectState | undefined,
  scope: ConsentScope,
  now: number,
): ConsentStanding {
  const consent = state?.consents.find((each) => sameScope(each, scope));
  return consent === undefined
    ? { ...scope, status: 'dpv:ConsentUnknown', renewalRequired: false }
    : told(catalogue, consent, now);
}

/** Every consent of a purpose, narrower ones included. */
export function standingsOf(
  catalogue: Catalogue,
  state: SubjectState | undefined,
  purpose: string,
  now: number,
): readonly ConsentStanding[] {
  return (state?.consents ?? [])
    .filter((each) => each.purpose === purpose)
    .map((each) => told(catalogue, each, now));
}

function told(catalogue: Catalogue, consent: ConsentState, now: number): ConsentStanding {
  const { purpose, recipient, channel, since, explicit, noticeVersion, recordId } = consent;
  const status = statusNow(catalogue, consent, now);
  const expiresAt = expiryTold(catalogue, consent);
  return {
    purpose,
    ...(recipient === undefined ? {} : { recipient }),
    ...(channel === undefined ? {} : { channel }),
    status,
    since,
    explicit,
    ...(noticeVersion === undefined ? {} : { noticeVersion }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    renewalRequired: status === 'dpv:ConsentExpired' || status === 'dpv:ConsentInvalidated',
    recordId,
  };
}

/** A given consent that has expired, or whose notice has materially changed, no longer stands as given. */
function statusNow(catalogue: Catalogue, consent: ConsentState, now: number): ConsentStatusId {
  const [word = 0] = consentBits(catalogue, [consent], now).bySlot.values();
  if (word & BIT.expired) return 'dpv:ConsentExpired';
  if (word & BIT.superseded) return 'dpv:ConsentInvalidated';
  return consent.status;
}

function expiryTold(catalogue: Catalogue, consent: ConsentState): string | undefined {
  const purpose = catalogue.purposes.get(consent.purpose);
  if (purpose === undefined) return consent.expiresAt;
  const expiry = expiryOf(purpose, consent);
  return Number.isFinite(expiry) && expiry > 0 ? formatInstant(expiry) : undefined;
}
