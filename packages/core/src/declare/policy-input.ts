import type { CollectionPointInput, CookieInput, DataSourceInput } from './collection-input.ts';
import type { AuthorityInput, Party } from './party-input.ts';
import type { PurposeInput } from './purpose-input.ts';
import type { RecipientInput, TransferInput } from './recipient-input.ts';
import type {
  CommitmentInput,
  ConsequenceInput,
  FlawInput,
  GroundInput,
  ProcessorDeadlinesInput,
  RightInput,
  RightsContactInput,
} from './statement-input.ts';
import type { Place, Words } from './words.ts';

export type {
  AudienceExemptionInput,
  CollectionPointInput,
  CookieInput,
  DataSourceInput,
} from './collection-input.ts';
export type { Party } from './party-input.ts';
export type {
  AutomatedDecisionInput,
  Channel,
  ProcessingRole,
  PurposeInput,
} from './purpose-input.ts';
export type { RetentionInput } from './retention-input.ts';
export type { CommitmentInput, GroundInput } from './statement-input.ts';
export type { IsoDuration, Words } from './words.ts';

/** A role of the organisation and the purposes that it may pursue (Art. 29, 32(4)). */
interface RoleInput<P extends string = string> {
  readonly purposes: readonly NoInfer<P>[];
  readonly describe?: Words;
  /** Outside the organisation. */
  readonly external?: boolean;
  readonly at?: Place;
}

/** A controller on whose instructions we process (Art. 28): its contract and what it instructs. */
interface TenantInput<P extends string = string> {
  readonly controller: Party;
  /** Contract or data processing agreement, with its version. Missing: everything for this tenant is refused. */
  readonly contractReference?: string;
  readonly instructedPurposes: readonly NoInfer<P>[];
}

/** Technical and organisational measures in words (Art. 30(1)(g), 32(1)). */
export interface MeasuresInput {
  readonly technical?: readonly Words[];
  readonly organisational?: readonly Words[];
  /** Protocols by which the text says that data travel; an obsolete one is a finding. */
  readonly transport?: readonly {
    readonly protocol: 'ssl' | 'tls-1.0' | 'tls-1.1' | 'tls-1.2' | 'tls-1.3';
    readonly at?: Place;
  }[];
}

/** A place where data are stored (`dpv:StorageLocation`), held against promises on hosting. */
interface StorageInput {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Recipient that runs it. */
  readonly recipient?: string;
  readonly at?: Place;
}

/** Why a version of the policy differs from the one before. */
type ChangeReason = 'law' | 'caseLaw' | 'authorityRecommendation' | 'service';

/** What `definePolicy` takes: one version of a privacy policy, whole. */
export interface PolicyInput<P extends string = string> {
  /** Version of the policy and of its notice; consents name it. */
  readonly version: string;
  /** From when it applies: RFC 3339 full-date (UTC midnight) or date-time. */
  readonly effectiveFrom: string;
  readonly updatedAt?: string;
  /** When people were told (Art. 13(3)); after effectiveFrom is a finding. */
  readonly announcedAt?: string;
  readonly changeReason?: ChangeReason;
  /** The reasons for which the text says that it may change; a version that gives none of them is a finding. */
  readonly changeReasons?: readonly ChangeReason[];
  /** Whether purposes that are new in this version wait until each subject has been told or has accepted. Default `publication`. */
  readonly newPurposesApply?: 'publication' | 'notice-delivered' | 'notice-accepted';
  readonly language?: 'en' | 'fr';
  /** The language whose text binds, where there are several. */
  readonly authoritativeLanguage?: 'en' | 'fr';
  /** `loc:FR`. */
  readonly jurisdiction?: string;
  /** Host names to which the policy applies, `luxim.fr`, `*.luxim.fr`. */
  readonly hosts?: readonly string[];
  /** Who decides on purposes and means (Art. 4(7)). Left out only where the text leaves it out: a finding. */
  readonly controller?: Party;
  readonly jointControllers?: readonly Party[];
  /** Representative in the Union (Art. 27). */
  readonly representative?: Party;
  readonly dataProtectionOfficer?: Partial<Party>;
  /** Privacy contact where there is no officer. */
  readonly dataProtectionContact?: Partial<Party>;
  readonly supervisoryAuthority?: AuthorityInput;
  readonly purposes: { readonly [K in P]: PurposeInput<P> };
  readonly recipients?: Readonly<Record<string, RecipientInput<P>>>;
  /** The list of recipients by name that the text announces; an empty one while recipients are declared is a finding. */
  readonly recipientList?: { readonly names: readonly string[]; readonly at?: Place };
  /** The closed list of grounds on which data are disclosed to authorities and third parties. */
  readonly disclosureGrounds?: Readonly<Record<string, GroundInput>>;
  /** The closed list of grounds on which data are transferred to third countries. */
  readonly transferGrounds?: Readonly<Record<string, GroundInput>>;
  /** Safeguards on which the text rests any transfer, without tying them to a recipient (Art. 13(1)(f)). */
  readonly safeguards?: readonly TransferInput[];
  readonly storage?: Readonly<Record<string, StorageInput>>;
  readonly dataSources?: Readonly<Record<string, DataSourceInput>>;
  readonly collectionPoints?: Readonly<Record<string, CollectionPointInput>>;
  readonly cookies?: Readonly<Record<string, CookieInput<P>>>;
  readonly roles?: Readonly<Record<string, RoleInput<P>>>;
  readonly tenants?: Readonly<Record<string, TenantInput<P>>>;
  readonly rights?: readonly RightInput[];
  readonly rightsContact?: RightsContactInput;
  readonly commitments?: readonly CommitmentInput[];
  readonly consequence?: ConsequenceInput<P>;
  /** What the text says of the fields that it does not mark; two different statements are a finding. */
  readonly unmarkedFields?: readonly {
    readonly are: 'required' | 'optional';
    readonly at?: Place;
  }[];
  readonly processorDeadlines?: ProcessorDeadlinesInput;
  readonly flaws?: readonly FlawInput[];
  readonly measures?: MeasuresInput;
  /** Networks and sites that the text links to; links, not recipients. */
  readonly links?: readonly { readonly name: string; readonly url: string }[];
}
