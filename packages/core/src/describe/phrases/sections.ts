import type { DataSourceId, Language } from '../../vocabulary/index.ts';

/** Headings, labels and the sentences between them, as the rendered notice and the register's table show them. */
export interface Sections {
  readonly title: string;
  readonly contents: string;
  /** Between a label and what follows it. */
  readonly colon: string;
  readonly languages: Readonly<Record<Language, string>>;
  /** Marks a text that exists in the other language only, where markup cannot. */
  readonly onlyIn: Readonly<Record<Language, string>>;
  readonly about: {
    readonly heading: string;
    readonly version: string;
    readonly effectiveFrom: string;
    readonly updatedAt: string;
    readonly announcedAt: string;
    readonly authoritative: string;
    readonly jurisdiction: string;
    readonly hosts: string;
  };
  readonly parties: {
    readonly heading: string;
    readonly controller: string;
    readonly controllerMissing: string;
    readonly jointControllers: string;
    readonly representative: string;
    readonly officer: string;
    readonly privacyContact: string;
  };
  readonly purposes: {
    readonly heading: string;
    readonly isNew: string;
    readonly legalBasis: string;
    readonly noLegalBasis: string;
    readonly conflicting: string;
    readonly specialCategoryBasis: string;
    readonly criminalOffenceBasis: string;
    readonly legitimateInterest: string;
    readonly legalReference: string;
    readonly categories: string;
    readonly special: string;
    readonly required: string;
    readonly notProvided: string;
    readonly retention: string;
    readonly retentionMissing: string;
    readonly criterion: string;
    readonly condition: string;
    readonly rationale: string;
    readonly recipients: string;
    readonly channels: string;
    readonly sources: string;
    readonly consentDuration: string;
    readonly consentWithdrawal: string;
    readonly objectable: string;
    readonly youCanObject: string;
    readonly automatedDecision: string;
    readonly humanReview: string;
    readonly access: string;
  };
  readonly recipients: {
    readonly heading: string;
    readonly category: string;
    readonly role: string;
    readonly country: string;
    readonly outside: Readonly<Record<'EU' | 'EEA', string>>;
    readonly purposes: string;
    readonly data: string;
    readonly consent: string;
    readonly onlyWithConsent: string;
    readonly policy: string;
    readonly grounds: string;
    readonly none: string;
  };
  readonly transfers: {
    readonly heading: string;
    readonly intro: string;
    readonly safeguard: string;
    readonly noSafeguard: string;
    readonly annulled: (date: string, by: string) => string;
    readonly copy: string;
    readonly copyOnRequest: string;
    readonly grounds: string;
    readonly storage: string;
  };
  readonly sources: {
    readonly heading: string;
    readonly from: string;
    /** What a kind of source is to the reader. */
    readonly kinds: Readonly<Record<DataSourceId, string>>;
    readonly publicSource: string;
    readonly automatic: string;
    readonly collected: string;
  };
  readonly cookies: {
    readonly heading: string;
    readonly category: string;
    readonly purpose: string;
    readonly duration: string;
    readonly onlyAfter: string;
    readonly exempt: string;
    readonly exemptBecause: string;
    readonly provider: string;
  };
  readonly rights: {
    readonly heading: string;
    readonly appliesTo: string;
    readonly appliesToAll: string;
    readonly appliesToNone: string;
    readonly throughAuthority: string;
    readonly howTo: string;
    readonly article: string;
    readonly complaint: string;
    readonly authority: string;
  };
  readonly gpc: string;
  readonly links: string;
  readonly register: Readonly<Record<RegisterColumn, string>> & {
    readonly asController: string;
    readonly asProcessor: string;
  };
}

/** A column of the register's table. */
export type RegisterColumn =
  | 'section'
  | 'controller'
  | 'jointControllers'
  | 'representative'
  | 'dataProtectionOfficer'
  | 'processor'
  | 'tenant'
  | 'contractReference'
  | 'purpose'
  | 'term'
  | 'description'
  | 'legalBasis'
  | 'legalReference'
  | 'dataSubjects'
  | 'categories'
  | 'specialCategories'
  | 'recipients'
  | 'transfers'
  | 'timeLimits'
  | 'technicalMeasures'
  | 'organisationalMeasures';
