import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { SubjectEvent } from '../decide/event.ts';
import { formatInstant } from '../declare/instant.ts';
import { PrivacyError } from '../errors.ts';
import type { RightsContext } from './context.ts';
import { notApplicable } from './not-applicable.ts';
import { partyOf } from './published-parties.ts';
import { requirePurpose, takesConsent } from './purposes.ts';
import { RECEIPT_CONTEXT } from './receipt-context.ts';
import { consentEventOf, type ReceiptEvent } from './receipt-event.ts';
import { processOf, type ReceiptProcess } from './receipt-process.ts';
import { readHistory, readState } from './subject-record.ts';

/** Where the rights endpoint is mounted, for the addresses in a receipt. */
export interface ReceiptOptions {
  /** `/privacy` or `https://shop.example/privacy`. */
  readonly baseUrl: string;
}

/** The record of one subject's consent to one purpose, whole: every event, oldest first, none ever changed. */
interface ConsentRecord {
  readonly '@type': 'dpv:ConsentRecord';
  readonly 'dct:conformsTo': string;
  readonly 'dct:identifier': string;
  readonly 'dpv:hasDataSubject': {
    readonly '@type': 'dpv:DataSubject';
    readonly 'dct:identifier': string;
  };
  readonly 'dpv:hasDataController': readonly ReceiptParty[];
  readonly 'dpv:hasJurisdiction': string | null;
  readonly 'dpv:hasNotice': readonly ReceiptNotice[];
  readonly 'dpv:hasProcess': readonly ReceiptProcess[];
  readonly 'dpv:hasConsentStatus': readonly ReceiptEvent[];
}

/** A receipt of consent: ISO/IEC TS 27560 in the shape that DPV-27560 gives it, as JSON-LD. */
export interface ConsentReceipt {
  readonly '@context': typeof RECEIPT_CONTEXT;
  readonly '@type': 'dpv:ConsentReceipt';
  readonly 'dct:conformsTo': string;
  readonly 'dct:identifier': string;
  /** RFC 3339 UTC. */
  readonly 'dct:created': string;
  readonly 'dpv:hasRecordOfActivity': ConsentRecord;
}

/** A controller in a receipt. */
interface ReceiptParty {
  readonly '@type': 'dpv:DataController';
  readonly 'dpv:hasIdentifier'?: string;
  readonly 'dpv:hasName': string | null;
  readonly 'dpv:hasAddress': string | null;
  readonly 'dpv:hasContact': string | null;
}

/** A notice that was shown when consent was asked. */
interface ReceiptNotice {
  readonly '@id': string;
  readonly '@type': 'dpv:ConsentNotice';
  readonly 'dct:hasVersion': string;
  readonly 'dct:language': string;
  /** SHA-256 of the text shown, hexadecimal. */
  readonly 'x:textHash': string;
}

const SCHEMA = 'https://w3id.org/dpv/schema/dpv-27560#';

/**
 * The receipt of everything that a subject has said on consent to a purpose, withdrawals included. Throws `not-found`
 * for an unknown purpose and where nothing was said, `right-not-applicable` for another basis, `state-unknown`.
 */
export async function receipt(
  context: RightsContext,
  subject: string,
  purposeId: string,
  { baseUrl }: ReceiptOptions,
): Promise<ConsentReceipt> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const purpose = requirePurpose(catalogue, purposeId);
  const state = await readState(context, subject);
  const events = (await readHistory(context, subject)).filter((event) => isAbout(event, purpose));
  const [first] = events;
  if (state === undefined || first === undefined) {
    // What was consented to under an earlier basis stays proven, so this is asked last.
    if (!takesConsent(catalogue, purpose, {}, now)) throw notApplicable(purpose, 'eu-gdpr:A7-3');
    throw new PrivacyError('not-found', { what: 'nothing was said on consent to this purpose' });
  }
  const base = baseUrl.replace(/\/+$/, '');
  return {
    '@context': RECEIPT_CONTEXT,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': `${SCHEMA}receipt-eu-gdpr`,
    'dct:identifier': context.newId(),
    'dct:created': formatInstant(now),
    'dpv:hasRecordOfActivity': {
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': `${SCHEMA}record-eu-gdpr`,
      // The record begins with its first event and keeps that name.
      'dct:identifier': first.id,
      'dpv:hasDataSubject': {
        '@type': 'dpv:DataSubject',
        'dct:identifier': `hmac:${context.pseudonymiser.subject(state.salt, subject) ?? 'none'}`,
      },
      'dpv:hasDataController': controllersOf(catalogue),
      'dpv:hasJurisdiction': catalogue.policy.jurisdiction ?? null,
      'dpv:hasNotice': noticesIn(events, base),
      'dpv:hasProcess': [processOf(catalogue, purpose, base)],
      'dpv:hasConsentStatus': consentEventsOf(events, purpose),
    },
  };
}

type ConsentEvent = Extract<SubjectEvent, { type: `consent.${string}` }>;

function isAbout(event: SubjectEvent, purpose: CompiledPurpose): event is ConsentEvent {
  return event.type.startsWith('consent.') && 'purpose' in event && event.purpose === purpose.id;
}

function consentEventsOf(
  events: readonly ConsentEvent[],
  purpose: CompiledPurpose,
): readonly ReceiptEvent[] {
  return events.map((event, index) => consentEventOf(event, events.slice(0, index), purpose));
}

function controllersOf({ policy }: Catalogue): readonly ReceiptParty[] {
  const parties = [policy.controller, ...(policy.jointControllers ?? [])].map(partyOf);
  return parties.flatMap((party) =>
    party === null
      ? []
      : [
          {
            '@type': 'dpv:DataController' as const,
            ...(party.identifier === undefined ? {} : { 'dpv:hasIdentifier': party.identifier }),
            'dpv:hasName': party.name ?? null,
            'dpv:hasAddress': party.address ?? null,
            'dpv:hasContact': party.contact ?? null,
          },
        ],
  );
}

function noticesIn(events: readonly ConsentEvent[], base: string): readonly ReceiptNotice[] {
  const shown = new Map<string, ReceiptNotice>();
  for (const event of events) {
    if (event.type === 'consent.withdrawn') continue;
    const { noticeVersion, language, textHash } = event.evidence;
    const address = `${base}/notice?version=${encodeURIComponent(noticeVersion)}&language=${encodeURIComponent(language)}`;
    shown.set(address, {
      '@id': address,
      '@type': 'dpv:ConsentNotice',
      'dct:hasVersion': noticeVersion,
      'dct:language': language,
      'x:textHash': textHash,
    });
  }
  return [...shown.values()];
}
