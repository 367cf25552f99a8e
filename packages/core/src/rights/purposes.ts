import type { Catalogue, CompiledPurpose, FieldUse } from '../catalogue/catalogue.ts';
import { statedLegalBases } from '../catalogue/compile-purposes.ts';
import { compileQuestion } from '../decide/compile-question.ts';
import type { ConsentScope } from '../decide/event.ts';
import type { Question } from '../decide/question.ts';
import { currentUnit } from '../enforce/current.ts';
import { PrivacyError } from '../errors.ts';
import {
  type CategoryId,
  type LegalBasisId,
  type MainLegalBasisId,
  mainLegalBasis,
} from '../vocabulary/index.ts';

/**
 * The purpose of this id. Throws `not-found`: an id that a client sends is an address, not a declaration. A right about
 * what we do on a tenant's instructions is exercised towards that tenant; outside its unit of work it would be kept
 * where nothing asks for it, so `purpose-not-instructed` is thrown.
 */
export function requirePurpose(catalogue: Catalogue, id: string): CompiledPurpose {
  const purpose = catalogue.purposes.get(id);
  if (purpose === undefined) throw new PrivacyError('not-found', { what: 'the purpose' });
  if (purpose.role === 'processor' && currentUnit()?.tenant === undefined) {
    throw new PrivacyError('purpose-not-instructed', { what: purpose.id });
  }
  return purpose;
}

/** Every legal basis of Art. 6(1) that a purpose states: one, but for contradictory texts several or none. */
export function basesOf(purpose: CompiledPurpose): readonly MainLegalBasisId[] {
  const stated: readonly (LegalBasisId | undefined)[] =
    purpose.legalBasis === undefined ? statedLegalBases(purpose.input) : [purpose.legalBasis];
  return stated.flatMap((basis) => (basis === undefined ? [] : [mainLegalBasis(basis)]));
}

/** Whether a purpose rests on consent. Where a contradictory text names consent among others, it can be withdrawn too. */
export function restsOnConsent(purpose: CompiledPurpose): boolean {
  return basesOf(purpose).includes('eu-gdpr:A6-1-a');
}

/**
 * Whether consent is asked for a purpose: its basis, a condition of Art. 9(2)(a), the law of a channel (ePrivacy
 * Art. 13) or a recipient that must be named. Decisions are asked, so that whatever they demand can be given.
 */
export function takesConsent(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  scope: Omit<ConsentScope, 'purpose'>,
  now: number,
): boolean {
  if (restsOnConsent(purpose) || needsExplicitConsent(catalogue, purpose)) return true;
  const channels = scope.channel === undefined ? [undefined, ...purpose.channels] : [scope.channel];
  return channels.some((channel) => {
    const question: Question = {
      purpose: purpose.id,
      operation: 'dpv:Use',
      actor: { type: 'data-subject' },
      ...(scope.recipient === undefined ? {} : { recipient: scope.recipient }),
      ...(channel === undefined ? {} : { channel }),
    };
    return compileQuestion(catalogue, question, now).demand.consent !== 'none';
  });
}

/** Whether consent to a purpose must be explicit: declared so, or a special category rests on it (Art. 9(2)(a)). */
export function needsExplicitConsent(catalogue: Catalogue, purpose: CompiledPurpose): boolean {
  return (
    purpose.input.consent?.explicit === true ||
    purpose.specialCategoryBasis === 'eu-gdpr:A9-2-a' ||
    usesFor(catalogue, purpose.id).some(({ use }) => use.specialCategoryBasis === 'eu-gdpr:A9-2-a')
  );
}

/** One field used for a purpose. */
export interface PurposeUse {
  readonly path: string;
  readonly category: CategoryId;
  readonly use: FieldUse;
}

/** Fields of all models that are used for a purpose. */
export function usesFor(catalogue: Catalogue, purpose: string): readonly PurposeUse[] {
  let byPurpose = uses.get(catalogue);
  if (byPurpose === undefined) {
    byPurpose = collectUses(catalogue);
    uses.set(catalogue, byPurpose);
  }
  return byPurpose.get(purpose) ?? [];
}

const uses = new WeakMap<Catalogue, ReadonlyMap<string, readonly PurposeUse[]>>();

function collectUses(catalogue: Catalogue): ReadonlyMap<string, readonly PurposeUse[]> {
  const byPurpose = new Map<string, PurposeUse[]>();
  for (const model of catalogue.models.values()) {
    for (const { path, category, uses } of model.fields) {
      if (category === undefined) continue;
      for (const use of uses) {
        const known = byPurpose.get(use.purpose) ?? [];
        known.push({ path, category, use });
        byPurpose.set(use.purpose, known);
      }
    }
  }
  return byPurpose;
}
