import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SubjectEvent } from '../../decide/event.ts';
import { formatInstant } from '../../declare/instant.ts';
import type { Language } from '../../vocabulary/index.ts';
import {
  authorityOf,
  type PublishedAuthority,
  type PublishedParty,
  partyOf,
} from '../published-parties.ts';
import { type ExportedModelDescription, modelsOf } from './description-models.ts';
import { type ExportedPurpose, purposesOf } from './description-purposes.ts';
import {
  type ExportedRecipient,
  type ExportedTransfer,
  recipientsOf,
  transfersOf,
} from './description-recipients.ts';
import { type ExportedRight, rightsOf } from './description-rights.ts';
import { type ExportedSource, sourcesOf } from './description-sources.ts';
import { type ExportedStanding, standingOf } from './description-standing.ts';
import { type Referral, referralsOf } from './referral.ts';
import type { ExportedModel, ExportScope } from './selection.ts';

/**
 * What an export says before the data: the confirmation and the information of Art. 15(1)–(2), or what a portable copy
 * needs to be understood. Described by `schemas/export.schema.json`.
 */
export interface ExportDescription {
  readonly right: 'eu-gdpr:A15' | 'eu-gdpr:A20';
  readonly scope: ExportScope;
  readonly language: Language;
  /** RFC 3339 UTC. */
  readonly generatedAt: string;
  readonly policyVersion: string;
  /** The confirmation of Art. 15(1): whether personal data are processed. "No" is an answer, not an error. */
  readonly processed: boolean;
  readonly controller: PublishedParty | null;
  readonly jointControllers: readonly PublishedParty[];
  readonly representative: PublishedParty | null;
  readonly dataProtectionOfficer: PublishedParty | null;
  readonly dataProtectionContact: PublishedParty | null;
  readonly purposes: readonly ExportedPurpose[];
  readonly recipients: readonly ExportedRecipient[];
  readonly transfers: readonly ExportedTransfer[];
  readonly sources: readonly ExportedSource[];
  readonly rights: readonly ExportedRight[];
  /** Where to complain (Art. 15(1)(f)); null where the policy names no authority. */
  readonly supervisoryAuthority: PublishedAuthority | null;
  /** Purposes whose access goes through the authority: the same text for everybody, whether or not data exist. */
  readonly referrals: readonly Referral[];
  readonly models: readonly ExportedModelDescription[];
  /** Consents with their evidence, objections and restrictions, which are personal data themselves; access only. */
  readonly standing: ExportedStanding | null;
}

/** What a description is made of. */
export interface DescriptionInput {
  readonly catalogue: Catalogue;
  readonly scope: ExportScope;
  readonly language: Language;
  readonly now: number;
  /** What is exported of each model that has a source. */
  readonly exported: readonly ExportedModel[];
  readonly history: readonly SubjectEvent[];
  /** Whether a source holds a record that is exported. */
  readonly anyRecord: boolean;
}

/** The description of one export. Without data, what belongs to data alone is empty. */
export function describeExport(input: DescriptionInput): ExportDescription {
  const { catalogue, scope, language, exported, history } = input;
  const { policy } = catalogue;
  const access = scope === 'access';
  const standing = access ? standingOf(catalogue, history) : null;
  // What is told counts, not what is stored: a choice about a hidden purpose is no "yes".
  const processed =
    input.anyRecord || Object.values(standing ?? {}).some(({ length }) => length > 0);
  const purposes = processed ? purposesOf(catalogue, scope, exported, language) : [];
  const named = new Set(purposes.map(({ purpose }) => purpose));
  const recipients = recipientsOf(catalogue, named, language);
  return {
    right: access ? 'eu-gdpr:A15' : 'eu-gdpr:A20',
    scope,
    language,
    generatedAt: formatInstant(input.now),
    policyVersion: catalogue.version,
    processed,
    controller: partyOf(policy.controller),
    jointControllers: (policy.jointControllers ?? []).flatMap((each) => partyOf(each) ?? []),
    representative: partyOf(policy.representative),
    dataProtectionOfficer: partyOf(policy.dataProtectionOfficer),
    dataProtectionContact: partyOf(policy.dataProtectionContact),
    purposes,
    recipients,
    transfers: transfersOf(recipients),
    sources: processed ? sourcesOf(policy, language) : [],
    rights: rightsOf(catalogue, named, language),
    supervisoryAuthority: authorityOf(policy),
    referrals: access ? referralsOf(catalogue, language) : [],
    models: processed ? modelsOf(exported, language) : [],
    standing,
  };
}
