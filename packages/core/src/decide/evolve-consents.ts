import type { SubjectEvent } from './event.ts';
import { isNarrower, sameScope, scopeOf } from './scope.ts';
import type { ConsentState } from './state.ts';

type Given = Extract<SubjectEvent, { type: 'consent.given' }>;
type Refused = Extract<SubjectEvent, { type: 'consent.refused' }>;
type Withdrawn = Extract<SubjectEvent, { type: 'consent.withdrawn' }>;
type Consents = readonly ConsentState[];

/** A consent; a renewal where the same scope was given (or has expired), and a first one after a withdrawal or refusal. */
export function consentGiven(consents: Consents, event: Given): Consents {
  const before = consents.find((it) => sameScope(it, event));
  const renews =
    before !== undefined && (isGiven(before) || before.status === 'dpv:ConsentExpired');
  const entry: ConsentState = Object.freeze({
    ...scopeOf(event),
    status: renews ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven',
    explicit: event.explicit,
    noticeVersion: event.evidence.noticeVersion,
    since: event.at,
    ...(event.expiresAt === undefined ? {} : { expiresAt: event.expiresAt }),
    recordId: event.id,
  });
  return withLatest(consents, entry);
}

/** A refusal, which also ends narrower consents that stand: who says no to a purpose says no to its recipients. */
export function consentRefused(consents: Consents, event: Refused): Consents {
  const ended = consents.map((it) =>
    isGiven(it) && isNarrower(it, event) ? refusal(it, event) : it,
  );
  return withLatest(ended, refusal(event, event));
}

/**
 * A withdrawal (Art. 7(3)), with or without a consent before it; it also ends narrower consents that stand.
 * Repeated, it changes nothing: the first one says since when.
 */
export function consentWithdrawn(consents: Consents, event: Withdrawn): Consents | undefined {
  const stands = consents.some((it) => isGiven(it) && isNarrower(it, event));
  const before = consents.find((it) => sameScope(it, event));
  if (before?.status === 'dpv:ConsentWithdrawn' && !stands) return undefined;
  const ended = consents.map((it) =>
    isGiven(it) && isNarrower(it, event) ? withdrawal(it, event) : it,
  );
  return withLatest(ended, withdrawal(event, event));
}

function isGiven(consent: ConsentState): boolean {
  return consent.status === 'dpv:ConsentGiven' || consent.status === 'dpv:RenewedConsentGiven';
}

function refusal(scope: Parameters<typeof scopeOf>[0], event: Refused): ConsentState {
  return Object.freeze({
    ...scopeOf(scope),
    status: 'dpv:ConsentRefused',
    explicit: false,
    noticeVersion: event.evidence.noticeVersion,
    since: event.at,
    recordId: event.id,
  });
}

function withdrawal(scope: Parameters<typeof scopeOf>[0], event: Withdrawn): ConsentState {
  return Object.freeze({
    ...scopeOf(scope),
    status: 'dpv:ConsentWithdrawn',
    explicit: false,
    since: event.at,
    recordId: event.id,
  });
}

/** One entry per scope, the latest change last. */
function withLatest(consents: Consents, entry: ConsentState): Consents {
  return Object.freeze([...consents.filter((it) => !sameScope(it, entry)), entry]);
}
