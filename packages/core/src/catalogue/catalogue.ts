import type { ModelRef, NestedAs } from '../declare/model.ts';
import type {
  Channel,
  PolicyInput,
  ProcessingRole,
  PurposeInput,
} from '../declare/policy-input.ts';
import type { StandardSchemaV1 } from '../declare/standard-schema.ts';
import type {
  CategoryId,
  CriminalOffenceBasisId,
  DataSourceId,
  DataSubjectId,
  LegalBasisId,
  ProvenanceId,
  PurposeTermId,
  SpecialCategoryBasisId,
} from '../vocabulary/index.ts';
import type { Finding } from './finding.ts';

/** One purpose for which one field may be processed, everything resolved. */
export interface FieldUse {
  readonly purpose: string;
  readonly legalBasis: LegalBasisId | undefined;
  readonly specialCategoryBasis: SpecialCategoryBasisId | undefined;
  /** Rule of Art. 10; set where the category is one of criminal convictions or offences. */
  readonly criminalOffenceBasis?: CriminalOffenceBasisId | undefined;
  readonly required: boolean;
  readonly consequence: string | undefined;
  readonly source: DataSourceId;
  readonly provenance: ProvenanceId;
  readonly automated: boolean;
}

/** A field of a compiled model: exactly one of personal, nested, not personal; perhaps the subject id as well. */
export interface CompiledField {
  readonly key: string;
  /** `Customer.email`: how records, recipients and findings name it. */
  readonly path: string;
  readonly subjectId: boolean;
  readonly category: CategoryId | undefined;
  readonly special: boolean;
  /** Empty for a field that is not personal. */
  readonly uses: readonly FieldUse[];
  readonly nested: { readonly model: CompiledModel; readonly as: NestedAs } | undefined;
}

/** A declared model with its inheritance resolved. Recursive models point back at themselves. */
export interface CompiledModel {
  readonly name: string;
  readonly ref: ModelRef;
  readonly dataSubject: DataSubjectId | undefined;
  readonly subjectIdKey: string | undefined;
  readonly fields: readonly CompiledField[];
  readonly byKey: ReadonlyMap<string, CompiledField>;
  readonly schema: StandardSchemaV1 | undefined;
}

/** A purpose of the policy, resolved: what decisions need, in the form in which they need it. */
export interface CompiledPurpose {
  readonly id: string;
  /** Position of the purpose in the bits of a subject's state. */
  readonly slot: number;
  readonly term: PurposeTermId | undefined;
  readonly input: PurposeInput;
  /** `undefined` where the policy states none, or several: nothing is then permitted for it. */
  readonly legalBasis: LegalBasisId | undefined;
  readonly specialCategoryBasis: SpecialCategoryBasisId | undefined;
  readonly channels: readonly Channel[];
  readonly role: ProcessingRole;
  /** Direct marketing (Art. 21(2)–(3)): the term, `message: 'marketing'`, or any marketing that a channel carries to people. */
  readonly marketing: boolean;
  /** Sale of data to third parties. */
  readonly sale: boolean;
  /** Global Privacy Control refuses it whole: sale, cross-context advertising. Sharing of other marketing is refused per recipient. */
  readonly gpc: boolean;
  /** New in this version of the policy, compared with the one before. */
  readonly isNew: boolean;
}

/** One version of a policy with the models declared for it: checked, resolved, frozen. */
export interface Catalogue {
  readonly policy: PolicyInput;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly effectiveFrom: number;
  readonly purposes: ReadonlyMap<string, CompiledPurpose>;
  readonly models: ReadonlyMap<ModelRef, CompiledModel>;
  /** Errors and warnings, all of them; errors have stopped `createPrivacy` unless it was told to load a policy only to describe it. */
  readonly findings: readonly Finding[];
  /** Number of slots in a subject's bits: purposes, then purpose × recipient, then purpose × channel. */
  readonly slots: number;
  /** Slot of a recipient-specific or channel-specific state; `undefined` where the policy declares none. */
  slotOf(
    purpose: string,
    by: { readonly recipient: string } | { readonly channel: Channel },
  ): number | undefined;
  /**
   * Order of two notice versions: negative when `a` came before `b`. By the known versions of the policy where both
   * are among them, otherwise by their numbers, `2` before `10`. An unknown or empty version comes before every other.
   */
  compareVersions(a: string, b: string): number;
}
