import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { Channel, ProcessingRole } from '../../declare/policy-input.ts';
import { isObjectable } from '../../rights/objection.ts';
import {
  type CriminalOffenceBasisId,
  type DataSourceId,
  type LegalBasisId,
  type PurposeTermId,
  resolve,
  type SpecialCategoryBasisId,
} from '../../vocabulary/index.ts';
import { type Basis, basisOf, distinct, type Labelled, labelled } from '../parts/labelled.ts';
import { purposeLabel } from '../parts/purpose-label.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';
import type { Recipient } from '../parts/recipients.ts';
import { type Retention, retentionOf } from '../parts/retention.ts';
import { categoriesOf, type LabelledCategory, type Use } from '../parts/uses.ts';
import { automatedDecisionOf, type NoticeAutomatedDecision } from './automated-decision.ts';
import { basesStatedFor } from './bases.ts';
import { consentOf, type NoticeConsent } from './consent.ts';
import type { Contacts } from './contacts.ts';
import type { NoticeDocument } from './document.ts';
import { fieldsOf, type NoticeField } from './fields.ts';

/** One purpose with everything that must be said about it (Art. 13(1)(c)-(d), 13(2)(a)-(c), (e), (f), 14). */
export interface NoticePurpose {
  readonly id: string;
  /** The DPV purpose of which it is a kind. */
  readonly term?: PurposeTermId;
  readonly label: string;
  readonly description: Text | null;
  readonly role: Exclude<ProcessingRole, 'processor'>;
  /** New in this version of the policy (Art. 13(3)). */
  readonly isNew: boolean;
  /** Null where the policy states none, or several. */
  readonly legalBasis: Basis<LegalBasisId> | null;
  /** The bases between which a contradictory policy does not choose; otherwise empty. */
  readonly conflictingLegalBases: readonly Basis<LegalBasisId>[];
  readonly specialCategoryBasis: Basis<SpecialCategoryBasisId> | null;
  /** The rule of Art. 10 for criminal convictions and offences. */
  readonly criminalOffenceBasis: Labelled<CriminalOffenceBasisId> | null;
  readonly legitimateInterest: Text | null;
  readonly legalReference?: string;
  readonly categories: readonly LabelledCategory[];
  /** Fields of the declared models and whether they must be provided (Art. 13(2)(e)). */
  readonly fields: readonly NoticeField[];
  readonly retention: readonly Retention[];
  /** Ids of the recipients. */
  readonly recipients: readonly string[];
  readonly channels: readonly Labelled<Channel>[];
  /** Where the data come from (Art. 14(2)(f)). */
  readonly sources: readonly Labelled<DataSourceId>[];
  /** Null where the purpose asks for no consent, neither as its basis nor for special categories. */
  readonly consent: NoticeConsent | null;
  /** Whether there is a right to object (Art. 21(1), (2)). */
  readonly objectable: boolean;
  readonly automatedDecision: NoticeAutomatedDecision | null;
  /** Access is exercised through the supervisory authority (Art. 23). */
  readonly indirectAccess: { readonly legalReference: string; readonly sentence: string } | null;
  /** Ids of purposes for which the data may be used further (Art. 6(4)). */
  readonly compatibleWith: readonly string[];
}

/** What purposes are described with. */
export interface PurposeSurroundings {
  readonly catalogue: Catalogue;
  readonly uses: readonly Use[];
  readonly recipients: readonly Recipient[];
  readonly consequence: NoticeDocument['consequence'];
  readonly contacts: Contacts;
  readonly reading: Reading;
}

/** The purposes of a notice, in the order of the policy. */
export function purposesOf(
  purposes: readonly CompiledPurpose[],
  surroundings: PurposeSurroundings,
): readonly NoticePurpose[] {
  return purposes.map((purpose) => describe(purpose, surroundings));
}

function describe(purpose: CompiledPurpose, surroundings: PurposeSurroundings): NoticePurpose {
  const { catalogue, reading, recipients, contacts } = surroundings;
  const { id, term, input, legalBasis, specialCategoryBasis } = purpose;
  const uses = surroundings.uses.filter(({ use }) => use.purpose === id);
  const { legalReference } = input;
  return {
    id,
    ...(term !== undefined && { term }),
    label: purposeLabel(purpose, reading),
    description: read(input.describe, reading),
    role: purpose.role === 'joint-controller' ? 'joint-controller' : 'controller',
    isNew: purpose.isNew,
    legalBasis: legalBasis === undefined ? null : basisOf(legalBasis, reading),
    conflictingLegalBases: conflicting(purpose).map((each) => basisOf(each, reading)),
    specialCategoryBasis:
      specialCategoryBasis === undefined ? null : basisOf(specialCategoryBasis, reading),
    criminalOffenceBasis: criminalOffenceBasisOf(purpose, reading),
    legitimateInterest: read(input.legitimateInterest, reading),
    ...(legalReference !== undefined && { legalReference }),
    categories: categoriesOf(
      [...uses.map(({ category }) => category), ...(input.categories ?? [])],
      reading,
    ),
    fields: fieldsOf(uses, consequenceFor(id, surroundings), reading),
    retention: retentionOf(input, reading),
    recipients: recipients.filter(({ purposes }) => purposes.includes(id)).map((each) => each.id),
    channels: purpose.channels.map((channel) => ({
      id: channel,
      label: reading.phrases.channels[channel],
    })),
    sources: distinct(uses.map(({ use }) => labelled(use.source, reading))),
    consent: consentOf(catalogue, purpose, contacts, reading),
    objectable: isObjectable(purpose),
    automatedDecision: automatedDecisionOf(input.automatedDecision, reading),
    indirectAccess: indirectAccessOf(purpose, reading),
    compatibleWith: input.compatibleWith ?? [],
  };
}

function consequenceFor(id: string, { consequence }: PurposeSurroundings): Text | null {
  return consequence?.appliesTo.includes(id) === true ? consequence.description : null;
}

function criminalOffenceBasisOf(
  { input }: CompiledPurpose,
  reading: Reading,
): NoticePurpose['criminalOffenceBasis'] {
  const name = input.criminalOffenceBasis;
  const id = name === undefined ? undefined : resolve(name, 'criminal-offence-basis');
  return id === undefined ? null : labelled(id, reading);
}

function conflicting(purpose: CompiledPurpose): readonly LegalBasisId[] {
  return purpose.legalBasis === undefined ? basesStatedFor(purpose) : [];
}

function indirectAccessOf(
  { input }: CompiledPurpose,
  { phrases }: Reading,
): NoticePurpose['indirectAccess'] {
  if (input.indirectAccess === undefined) return null;
  return { legalReference: input.indirectAccess.legalReference, sentence: phrases.indirectAccess };
}
