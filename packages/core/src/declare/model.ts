import type {
  CategoryAlias,
  CategoryId,
  CriminalOffenceBasisAlias,
  CriminalOffenceBasisId,
  DataSourceAlias,
  DataSourceId,
  DataSubjectId,
  LegalBasisAlias,
  LegalBasisId,
  NecessityAlias,
  NecessityId,
  ProvenanceAlias,
  ProvenanceId,
  SpecialCategoryBasisId,
} from '../vocabulary/index.ts';
import type { StandardSchemaV1 } from './standard-schema.ts';

/** What `@PersonalData` says of one field for one or several purposes. Repeatable: one per different basis or necessity. */
export interface PersonalDataInput<P extends string = string> {
  /** DPV category, `pd:EmailAddress`. */
  readonly category: CategoryId | CategoryAlias;
  readonly purpose: P | readonly P[];
  /** Default: the basis of the purpose. Another one is a finding. */
  readonly legalBasis?: LegalBasisId | LegalBasisAlias;
  /** Condition of Art. 9(2); default: the purpose's. */
  readonly specialCategoryBasis?: SpecialCategoryBasisId;
  /** Rule of Art. 10 that allows a category of criminal convictions or offences; default: the purpose's. */
  readonly criminalOffenceBasis?: CriminalOffenceBasisId | CriminalOffenceBasisAlias;
  /** Whether it must be provided (Art. 13(2)(e)). Default optional. */
  readonly necessity?: NecessityId | NecessityAlias;
  /** What follows from not providing a required field; required with `required`. */
  readonly consequence?: string;
  /** Where it comes from. Default the data subject. */
  readonly source?: DataSourceId | DataSourceAlias;
  /**
   * Default: provided, where the data subject is the source; generated, where the controller is; else collected.
   * Portability covers provided and observed (WP 242).
   */
  readonly provenance?: ProvenanceId | ProvenanceAlias;
  /** Whether processed by automated means; manual files are not portable (Art. 20(1)(b)). Default true. */
  readonly automated?: boolean;
}

/** How many nested models a field holds: one, an array, or values of an object or Map. */
export type NestedAs = 'one' | 'array' | 'map';

/** The declaration of one field. */
export type FieldDeclaration<P extends string = string> =
  | { readonly kind: 'subject-id' }
  | { readonly kind: 'not-personal' }
  | { readonly kind: 'personal'; readonly uses: readonly PersonalDataInput<P>[] }
  | { readonly kind: 'nested'; readonly model: () => ModelRef; readonly as: NestedAs };

/** What was said of one key. A key may be both subject id and personal: the declarations add up. */
export type FieldDeclarations = readonly FieldDeclaration[];

/** What a class or a `defineModel` call declares by itself, without what it inherits. */
export interface ModelDeclaration {
  readonly name: string;
  readonly dataSubject?: DataSubjectId;
  readonly fields: ReadonlyMap<string, FieldDeclarations>;
  /** Validates input, where the model was made from a Standard Schema. */
  readonly schema?: StandardSchemaV1;
}

/** A class. Abstract ones count too: they are inherited. */
export type ModelClass = abstract new (...args: never[]) => object;

/** A model for plain objects, made by `defineModel`. Two copies of core recognise each other's. */
export interface DefinedModel<T = unknown> {
  readonly kind: 'lawful.model';
  readonly name: string;
  /** Type of the plain objects; never present at run time. */
  readonly shape?: T;
}

/** How code names a declared model. */
export type ModelRef = ModelClass | DefinedModel;
