import type { ProcessingRole } from '../../declare/policy-input.ts';
import type { PublishedParty } from '../../rights/published-parties.ts';
import type {
  DataSubjectId,
  Language,
  LegalBasisId,
  PurposeTermId,
} from '../../vocabulary/index.ts';
import type { Basis, Labelled } from '../parts/labelled.ts';
import type { Parties } from '../parts/parties.ts';
import type { Text } from '../parts/reading.ts';
import type { Recipient, Transfer } from '../parts/recipients.ts';
import type { Retention } from '../parts/retention.ts';
import type { StorageLocation } from '../parts/storage.ts';
import type { LabelledCategory } from '../parts/uses.ts';

/** The record of processing activities (Art. 30): for the authority and the officer, not for the public. */
export interface RegisterDocument {
  readonly type: 'dpv:ROPA';
  /** Version of the policy that it was made of. */
  readonly version: string;
  /** RFC 3339 full-date. */
  readonly effectiveFrom: string;
  readonly language: Language;
  /** Art. 30(1): what we do as controller, alone or jointly. */
  readonly controller: Parties & { readonly activities: readonly ControllerActivity[] };
  /** Art. 30(2): what we do on behalf of others. */
  readonly processor: {
    /** Ourselves, with representative and officer. */
    readonly processor: PublishedParty | null;
    readonly representative: PublishedParty | null;
    readonly dataProtectionOfficer: PublishedParty | null;
    readonly activities: readonly ProcessorActivity[];
  };
  /** Everybody who receives data, those for whom the policy states no purpose included (Art. 30(1)(d)). */
  readonly recipients: readonly Recipient[];
  readonly storage: readonly StorageLocation[];
  /** General description of the measures of Art. 32(1), for all activities (Art. 30(1)(g), 30(2)(d)). */
  readonly technicalMeasures: readonly Text[];
  readonly organisationalMeasures: readonly Text[];
}

/** One activity: a purpose with everything that Art. 30 wants recorded of it. */
export interface Activity {
  /** Id of the purpose in the policy. */
  readonly purpose: string;
  /** The DPV purpose of which it is a kind. */
  readonly term?: PurposeTermId;
  readonly label: string;
  readonly description: Text | null;
  /** Null where the policy states none, or several. Not asked by Art. 30; supervisory authorities expect it. */
  readonly legalBasis: Basis<LegalBasisId> | null;
  readonly legalReference?: string;
  readonly dataSubjects: readonly Labelled<DataSubjectId>[];
  readonly categories: readonly LabelledCategory[];
  readonly recipients: readonly Recipient[];
  readonly transfers: readonly Transfer[];
  /** The time limits envisaged for erasure. */
  readonly retention: readonly Retention[];
  readonly technicalMeasures: readonly Text[];
  readonly organisationalMeasures: readonly Text[];
}

/** An activity as controller (Art. 30(1)). */
export interface ControllerActivity extends Activity {
  readonly role: Exclude<ProcessingRole, 'processor'>;
}

/** An activity on behalf of one controller (Art. 30(2)). */
export interface ProcessorActivity extends Activity {
  /** Id of the tenant; left out, with the controller null, where nobody has instructed the purpose. */
  readonly tenant?: string;
  readonly controller: PublishedParty | null;
  readonly contractReference?: string;
}
