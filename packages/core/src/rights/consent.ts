import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { ConsentEvidence, ConsentScope, SubjectEvent } from '../decide/event.ts';
import type { SubjectState } from '../decide/state.ts';
import { addDuration } from '../declare/duration.ts';
import { formatInstant } from '../declare/instant.ts';
import { PrivacyError } from '../errors.ts';
import { type ConsentChange, standingOf } from './consent-status.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { notValid, type ReadIndication, readIndication } from './indication.ts';
import { notApplicable } from './not-applicable.ts';
import { needsExplicitConsent, requirePurpose, takesConsent } from './purposes.ts';
import { type NamedScope, readScope } from './scope.ts';
import { appendEvent, readState } from './subject-record.ts';

/**
 * Gives consent to a purpose (Art. 7(1)). `evidence` is what the client sent, of any shape; the server adds the time
 * and the hash of the notice that was shown. Throws `consent-not-valid`, `notice-stale`, `right-not-applicable` for a
 * purpose that does not rest on consent, `request-invalid`, `not-found`, `state-unknown` or `audit-unavailable`.
 */
export async function give(
  context: RightsContext,
  subject: string,
  purposeId: string,
  evidence: unknown,
  options: ActOptions = {},
): Promise<ConsentChange> {
  const asked = askedFor(context, purposeId);
  const indication = readIndication(evidence, true);
  const scope = consentable(asked, indication);
  const evidenced = proof(context, indication);
  refuseStale(asked, indication);
  const { catalogue, purpose, now } = asked;
  if (needsExplicitConsent(catalogue, purpose) && indication.explicit !== true) {
    throw notValid('missing-evidence', [{ pointer: '#/explicit', detail: 'must be explicit' }]);
  }
  const duration = purpose.input.consent?.duration;
  return record(context, subject, asked, scope, {
    ...eventBase(context, now, options),
    ...scope,
    type: 'consent.given',
    explicit: indication.explicit === true,
    ...(duration === undefined ? {} : { expiresAt: formatInstant(addDuration(now, duration)) }),
    evidence: evidenced,
  });
}

/** Refuses consent, with the same evidence as giving it: no means no until the data subject says otherwise. */
export async function refuse(
  context: RightsContext,
  subject: string,
  purposeId: string,
  evidence: unknown,
  options: ActOptions = {},
): Promise<ConsentChange> {
  const asked = askedFor(context, purposeId);
  const indication = readIndication(evidence, false);
  const scope = consentable(asked, indication);
  return record(context, subject, asked, scope, {
    ...eventBase(context, asked.now, options),
    ...scope,
    type: 'consent.refused',
    evidence: proof(context, indication),
  });
}

/**
 * Withdraws consent (Art. 7(3)): as easy as giving it, so it needs no evidence and no current notice, is possible also
 * where none was given, and holds at once, whether or not the ledger answers.
 */
export async function withdraw(
  context: RightsContext,
  subject: string,
  purposeId: string,
  named: NamedScope = {},
  options: ActOptions = {},
): Promise<ConsentChange> {
  const asked = askedFor(context, purposeId);
  const scope = readScope(asked.catalogue, asked.purpose, named);
  if (!takesConsent(asked.catalogue, asked.purpose, scope, asked.now)) {
    // A consent that was given while the purpose rested on one can be withdrawn for ever.
    const state = await readState(context, subject);
    const given = state?.consents.some((each) => each.purpose === purposeId) ?? false;
    if (!given) throw notApplicable(asked.purpose, 'eu-gdpr:A7-3');
  }
  return record(context, subject, asked, scope, {
    ...eventBase(context, asked.now, options),
    ...scope,
    type: 'consent.withdrawn',
  });
}

interface Asked {
  readonly catalogue: Catalogue;
  readonly purpose: CompiledPurpose;
  readonly now: number;
}

function askedFor(context: RightsContext, purposeId: string): Asked {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  return { catalogue, purpose: requirePurpose(catalogue, purposeId), now };
}

function consentable({ catalogue, purpose, now }: Asked, named: NamedScope): ConsentScope {
  const scope = readScope(catalogue, purpose, named);
  if (!takesConsent(catalogue, purpose, scope, now)) throw notApplicable(purpose, 'eu-gdpr:A7-3');
  return scope;
}

/** A notice that has changed for this purpose since, or did not name it yet, informs nobody of what it is about. */
function refuseStale({ catalogue, purpose }: Asked, { noticeVersion }: ReadIndication): void {
  const { version, compareVersions } = catalogue;
  const since = purpose.isNew ? version : purpose.input.consent?.reaskFrom;
  if (since === undefined || compareVersions(noticeVersion, since) >= 0) return;
  throw new PrivacyError('notice-stale', {
    what: purpose.id,
    members: { purposes: [purpose.id], noticeVersion, currentVersion: version },
  });
}

function proof(context: RightsContext, indication: ReadIndication): ConsentEvidence {
  const { noticeVersion, language } = indication;
  const textHash = context.noticeHash(indication.shownIn, noticeVersion);
  if (textHash === undefined) {
    throw notValid('missing-evidence', [
      { pointer: '#/noticeVersion', detail: 'no notice of this version was published' },
    ]);
  }
  return { noticeVersion, language, indication: indication.indication, textHash };
}

function eventBase(context: RightsContext, now: number, options: ActOptions) {
  return {
    id: options.id ?? context.newId(),
    at: formatInstant(now),
    actor: options.actor ?? ('data-subject' as const),
  };
}

type ConsentEvent = Extract<SubjectEvent, { type: `consent.${string}` }>;

/**
 * The store first, then the ledger: a withdrawal stops processing even where no evidence can be written. If the ledger
 * fails, the caller hears `audit-unavailable` and repeats; the event stays, and with the same id is not stored twice.
 */
async function record(
  context: RightsContext,
  subject: string,
  { catalogue, purpose, now }: Asked,
  scope: ConsentScope,
  event: ConsentEvent,
): Promise<ConsentChange> {
  const state: SubjectState = await appendEvent(context, subject, event);
  const standing = standingOf(catalogue, state, scope, now);
  await context.witness({
    kind: 'consent-changed',
    event: event.type,
    subject,
    salt: state.salt,
    actor: event.actor,
    catalogue,
    now,
    recordId: event.id,
    right: 'eu-gdpr:A7-3',
    purpose: purpose.id,
    legalBasis: purpose.legalBasis,
    recipient: scope.recipient,
    consentStatus: standing.status,
    fields: undefined,
  });
  return { ...standing, epoch: state.version };
}
