import type { CompiledPurpose } from '../catalogue/catalogue.ts';
import type { SubjectEvent } from '../decide/event.ts';
import { sameScope } from '../decide/scope.ts';
import type { ConsentStatusId, ConsentTypeId } from '../vocabulary/index.ts';

type ConsentEvent = Extract<SubjectEvent, { type: `consent.${string}` }>;

/** One event of a consent record: what was said, when, by whom and by which act. */
export interface ReceiptEvent {
  readonly '@type': readonly (ConsentStatusId | ConsentTypeId)[];
  readonly 'dct:identifier': string;
  /** RFC 3339 UTC. */
  readonly 'dpv:isIndicatedAtTime': string;
  readonly 'dpv:isIndicatedBy': 'dpv:DataSubject' | 'dpv:DataController';
  /** ISO 8601, how long the policy lets a consent hold; null where it holds until withdrawn. */
  readonly 'dpv:hasDuration'?: string | null;
  /** RFC 3339 UTC, when it ends by itself. */
  readonly 'x:expiresAt'?: string;
  /** The affirmative act, in the words of the client. */
  readonly 'dpv:hasIndicationMethod'?: string;
  readonly 'x:recipient'?: string;
  readonly 'x:channel'?: string;
  /** Id of the consent that this one renews. */
  readonly 'x:renews'?: string;
}

/** An event as a receipt shows it; `before` are the events that came before it. */
export function consentEventOf(
  event: ConsentEvent,
  before: readonly ConsentEvent[],
  purpose: CompiledPurpose,
): ReceiptEvent {
  const renewed = renewedBy(event, before);
  return {
    '@type': typesOf(event, renewed !== undefined),
    'dct:identifier': event.id,
    'dpv:isIndicatedAtTime': event.at,
    // Staff who register a letter write down what the data subject said.
    'dpv:isIndicatedBy': 'dpv:DataSubject',
    ...(event.type === 'consent.given' && {
      'dpv:hasDuration': purpose.input.consent?.duration ?? null,
      ...(event.expiresAt !== undefined && { 'x:expiresAt': event.expiresAt }),
    }),
    ...(event.type !== 'consent.withdrawn' && {
      'dpv:hasIndicationMethod': event.evidence.indication,
    }),
    ...(event.recipient !== undefined && { 'x:recipient': event.recipient }),
    ...(event.channel !== undefined && { 'x:channel': event.channel }),
    ...(renewed !== undefined && { 'x:renews': `urn:uuid:${renewed.id}` }),
  };
}

/** The consent before, if it was not withdrawn or refused since: a renewal keeps the chain. */
function renewedBy(event: ConsentEvent, before: readonly ConsentEvent[]): ConsentEvent | undefined {
  if (event.type !== 'consent.given') return undefined;
  const last = before.findLast((each) => sameScope(each, event));
  return last?.type === 'consent.given' ? last : undefined;
}

function typesOf(event: ConsentEvent, renewal: boolean): ReceiptEvent['@type'] {
  switch (event.type) {
    case 'consent.given':
      return [
        renewal ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven',
        event.explicit ? 'dpv:ExplicitlyExpressedConsent' : 'dpv:ExpressedConsent',
      ];
    case 'consent.refused':
      return ['dpv:ConsentRefused'];
    case 'consent.withdrawn':
      return ['dpv:ConsentWithdrawn'];
  }
}
