import type { Catalogue } from '../../catalogue/catalogue.ts';
import { authorityOf } from '../../rights/published-parties.ts';
import type { Language } from '../../vocabulary/index.ts';
import { effectiveFromOf } from '../parts/effective-from.ts';
import { groundsOf } from '../parts/grounds.ts';
import { partiesOf } from '../parts/parties.ts';
import { type Reading, readingOf } from '../parts/reading.ts';
import { recipientsOf, transfersTo } from '../parts/recipients.ts';
import { storageOf } from '../parts/storage.ts';
import { usesIn } from '../parts/uses.ts';
import { collectionPointsOf, sourcesOf } from './collection.ts';
import { consequenceOf } from './consequence.ts';
import { contactsOf, type RightsEndpoint } from './contacts.ts';
import { cookiesOf } from './cookies.ts';
import type { NoticeDocument } from './document.ts';
import { gpcOf } from './gpc.ts';
import { purposesOf } from './purposes.ts';
import { complaintOf, rightsOf } from './rights.ts';

/** How a notice is made. */
export interface NoticeOptions {
  readonly language: Language;
  /** Where the rights endpoint is mounted, `/privacy` or `https://shop.example/privacy`; without it only contacts are named. */
  readonly baseUrl?: string;
  /** Which resources are served there. A notice names no other. Default `consents` and `export`. */
  readonly endpoints?: readonly RightsEndpoint[];
}

/**
 * The notice of a policy in a language (Art. 12-14). It can be made of every catalogue, also of a contradictory one:
 * what the policy does not state is null or empty, and every right that the law gives is there whatever the text says.
 *
 * @example
 * const document = notice(catalogue, { language: 'fr', baseUrl: '/privacy' });
 * response.send(noticeHtml(document));
 */
export function notice(catalogue: Catalogue, options: NoticeOptions): NoticeDocument {
  const { policy } = catalogue;
  const reading = readingOf(policy, options.language);
  const contacts = contactsOf(policy, options.baseUrl, options.endpoints);
  const purposes = [...catalogue.purposes.values()].filter(({ role }) => role !== 'processor');
  const ids = new Set(purposes.map(({ id }) => id));
  const uses = usesIn(catalogue).filter(({ use }) => ids.has(use.purpose));
  const recipients = recipientsOf(policy.recipients, ids, uses, reading);
  const consequence = consequenceOf(policy, purposes, reading);
  return {
    type: 'dpv:PrivacyNotice',
    ...versionOf(catalogue, reading),
    ...partiesOf(policy),
    supervisoryAuthority: authorityOf(policy),
    purposes: purposesOf(purposes, { catalogue, uses, recipients, consequence, contacts, reading }),
    recipients,
    transfers: transfersTo(recipients),
    disclosureGrounds: groundsOf(policy.disclosureGrounds, reading),
    transferGrounds: groundsOf(policy.transferGrounds, reading),
    storage: storageOf(policy),
    consequence,
    sources: sourcesOf(policy.dataSources, uses, reading),
    collectionPoints: collectionPointsOf(policy.collectionPoints, reading),
    cookies: cookiesOf(policy.cookies, purposes, reading),
    rights: rightsOf(catalogue, purposes, contacts, reading),
    complaint: complaintOf(reading),
    gpc: gpcOf(purposes, reading),
    links: (policy.links ?? []).map(({ name, url }) => ({ name, url })),
  };
}

function versionOf(catalogue: Catalogue, { language }: Reading) {
  const { updatedAt, announcedAt, changeReason, authoritativeLanguage, jurisdiction, hosts } =
    catalogue.policy;
  return {
    version: catalogue.version,
    effectiveFrom: effectiveFromOf(catalogue),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(announcedAt !== undefined && { announcedAt }),
    ...(changeReason !== undefined && { changeReason }),
    language,
    ...(authoritativeLanguage !== undefined && { authoritativeLanguage }),
    ...(jurisdiction !== undefined && { jurisdiction }),
    hosts: hosts ?? [],
  };
}
