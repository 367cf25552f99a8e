import type { RestrictionState } from '../decide/state.ts';
import { give, refuse, withdraw } from './consent.ts';
import type { ConsentChange } from './consent-status.ts';
import type { ActOptions, RightsContext } from './context.ts';
import { type ExportOptions, type ExportStream, exportDocument } from './export/open-export.ts';
import {
  decideObjection,
  liftObjection,
  type ObjectionDecision,
  type ObjectionInput,
  type ObjectionOutcome,
  object,
} from './objection.ts';
import { type ConsentReceipt, type ReceiptOptions, receipt } from './receipt.ts';
import {
  type RestrictionInput,
  type RestrictionLift,
  restrict,
  unrestrict,
} from './restriction.ts';
import type { NamedScope } from './scope.ts';
import { noteNotice, relate } from './standing-events.ts';
import { list, type Standings } from './standings.ts';

/** The rights of data subjects, ready to be exercised: every act is stored, then witnessed in the ledger. */
export interface Rights {
  /** See {@link give}. */
  give(
    subject: string,
    purpose: string,
    evidence: unknown,
    options?: ActOptions,
  ): Promise<ConsentChange>;
  /** See {@link refuse}. */
  refuse(
    subject: string,
    purpose: string,
    evidence: unknown,
    options?: ActOptions,
  ): Promise<ConsentChange>;
  /** See {@link withdraw}. */
  withdraw(
    subject: string,
    purpose: string,
    scope?: NamedScope,
    options?: ActOptions,
  ): Promise<ConsentChange>;
  /** See {@link list}. */
  list(subject: string): Promise<Standings>;
  /** See {@link receipt}. */
  receipt(subject: string, purpose: string, options: ReceiptOptions): Promise<ConsentReceipt>;
  /** See {@link object}. */
  object(subject: string, input: ObjectionInput, options?: ActOptions): Promise<ObjectionOutcome>;
  /** See {@link decideObjection}. */
  decideObjection(
    subject: string,
    decision: ObjectionDecision,
    options?: ActOptions,
  ): Promise<ObjectionOutcome>;
  /** See {@link liftObjection}. */
  liftObjection(subject: string, input: ObjectionInput, options?: ActOptions): Promise<void>;
  /** See {@link restrict}. */
  restrict(
    subject: string,
    input: RestrictionInput,
    options?: ActOptions,
  ): Promise<readonly RestrictionState[]>;
  /** See {@link unrestrict}. */
  unrestrict(
    subject: string,
    lift: RestrictionLift,
    options?: ActOptions,
  ): Promise<readonly RestrictionState[]>;
  /** See {@link relate}. */
  relate(
    subject: string,
    relationship: { readonly kind: string; readonly change: 'began' | 'ended' },
    options?: ActOptions,
  ): Promise<void>;
  /** See {@link noteNotice}. */
  noteNotice(
    subject: string,
    notice: { readonly version: string; readonly change: 'delivered' | 'accepted' },
    options?: ActOptions,
  ): Promise<void>;
  /** See {@link exportDocument}. */
  export(subject: string, options: ExportOptions): Promise<ExportStream>;
}

/** Binds the rights to what they are exercised with. */
export function createRights(context: RightsContext): Rights {
  return {
    give: (subject, purpose, evidence, options) =>
      give(context, subject, purpose, evidence, options),
    refuse: (subject, purpose, evidence, options) =>
      refuse(context, subject, purpose, evidence, options),
    withdraw: (subject, purpose, scope, options) =>
      withdraw(context, subject, purpose, scope, options),
    list: (subject) => list(context, subject),
    receipt: (subject, purpose, options) => receipt(context, subject, purpose, options),
    object: (subject, input, options) => object(context, subject, input, options),
    decideObjection: (subject, decision, options) =>
      decideObjection(context, subject, decision, options),
    liftObjection: (subject, input, options) => liftObjection(context, subject, input, options),
    restrict: (subject, input, options) => restrict(context, subject, input, options),
    unrestrict: (subject, lift, options) => unrestrict(context, subject, lift, options),
    relate: (subject, relationship, options) => relate(context, subject, relationship, options),
    noteNotice: (subject, notice, options) => noteNotice(context, subject, notice, options),
    export: (subject, options) => exportDocument(context, subject, options),
  };
}
