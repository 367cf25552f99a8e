import type { PolicyInput } from '../../declare/policy-input.ts';
import type { PublishedAuthority } from '../../rights/published-parties.ts';
import type { Language } from '../../vocabulary/index.ts';
import type { Ground } from '../parts/grounds.ts';
import type { Parties } from '../parts/parties.ts';
import type { Text } from '../parts/reading.ts';
import type { Recipient, Transfer } from '../parts/recipients.ts';
import type { StorageLocation } from '../parts/storage.ts';
import type { NoticeCollectionPoint, NoticeSource } from './collection.ts';
import type { NoticeCookie } from './cookies.ts';
import type { NoticeGpc } from './gpc.ts';
import type { NoticePurpose } from './purposes.ts';
import type { NoticeComplaint, NoticeRight } from './rights.ts';

/**
 * What data subjects must be told (Art. 13, 14), as one document in one language; JSON as it stands, described by
 * `schemas/notice.schema.json`. What a policy leaves out is null or an empty list, never a guess.
 */
export interface NoticeDocument extends Parties {
  readonly type: 'dpv:PrivacyNotice';
  /** Version of the policy; consents name it. */
  readonly version: string;
  /** RFC 3339 full-date. */
  readonly effectiveFrom: string;
  readonly updatedAt?: string;
  /** When people were told (Art. 13(3)). */
  readonly announcedAt?: string;
  readonly changeReason?: NonNullable<PolicyInput['changeReason']>;
  readonly language: Language;
  /** The language whose text binds, where there are several. */
  readonly authoritativeLanguage?: Language;
  /** `loc:FR`. */
  readonly jurisdiction?: string;
  /** Host names to which the policy applies. */
  readonly hosts: readonly string[];
  readonly supervisoryAuthority: PublishedAuthority | null;
  /** Purposes that we pursue as controller, alone or jointly. */
  readonly purposes: readonly NoticePurpose[];
  readonly recipients: readonly Recipient[];
  readonly transfers: readonly Transfer[];
  /** The closed lists of grounds for disclosing and for transferring, where the policy has them. */
  readonly disclosureGrounds: readonly Ground[];
  readonly transferGrounds: readonly Ground[];
  readonly storage: readonly StorageLocation[];
  /** What follows from not providing mandatory data, where the policy says it once for several purposes (Art. 13(2)(e)). */
  readonly consequence: {
    readonly description: Text;
    readonly appliesTo: readonly string[];
  } | null;
  readonly sources: readonly NoticeSource[];
  readonly collectionPoints: readonly NoticeCollectionPoint[];
  readonly cookies: readonly NoticeCookie[];
  readonly rights: readonly NoticeRight[];
  readonly complaint: NoticeComplaint;
  readonly gpc: NoticeGpc;
  /** Sites that the policy links to; links, not recipients. */
  readonly links: readonly { readonly name: string; readonly url: string }[];
}
