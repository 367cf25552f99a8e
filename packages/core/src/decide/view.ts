import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import { BIT } from './bits.ts';
import { type ConsentBits, consentBits } from './consent-bits.ts';
import type { ObjectionState, SubjectState, UnknownState } from './state.ts';

/**
 * A subject's state compiled against one catalogue at one instant: a 16-bit word per slot. Making one costs
 * microseconds; asking it costs one load and one mask. Views are cached by the identity of the state.
 */
export interface SubjectView {
  readonly catalogue: Catalogue;
  readonly bits: Uint16Array;
  /** Epoch milliseconds at which a consent expires and the view must be made anew. */
  readonly until: number;
  /** Paths of restricted fields, where the restriction names fields. */
  readonly restrictedFields: ReadonlySet<string> | undefined;
  readonly state: SubjectState | UnknownState;
  /** The state, where it is known. */
  readonly known: SubjectState | undefined;
}

/** Compiles what is known of a subject; `undefined` is a subject never heard of, who has consented to nothing. */
export function viewOf(
  catalogue: Catalogue,
  state: SubjectState | UnknownState | undefined,
  now: number,
): SubjectView {
  const bits = new Uint16Array(catalogue.slots);
  if (state !== undefined && 'unknown' in state) {
    bits.fill(state.lastKnownRestricted ? BIT.unknown | BIT.restricted : BIT.unknown);
    const until = Number.POSITIVE_INFINITY;
    return { catalogue, bits, until, restrictedFields: undefined, state, known: undefined };
  }
  const known = state ?? NEVER_HEARD_OF;
  const consents = consentBits(catalogue, known.consents, now);
  fillConsents(catalogue, bits, consents);
  fillObjections(catalogue, bits, known);
  fillNotices(catalogue, bits, known);
  const restrictedFields = fillRestrictions(bits, known);
  if (known.relationships.some((it) => it.kind === 'customer' && it.until === undefined)) {
    orAll(bits, BIT.customer);
  }
  return { catalogue, bits, until: consents.until, restrictedFields, state: known, known };
}

/** The state of somebody about whom nothing is stored. Its salt is empty: no record can be tied to it. */
export const NEVER_HEARD_OF: SubjectState = Object.freeze({
  version: 0,
  salt: '',
  consents: [],
  objections: [],
  restrictions: [],
  notices: [],
  relationships: [],
});

function fillConsents(catalogue: Catalogue, bits: Uint16Array, consents: ConsentBits): void {
  for (const [slot, word] of consents.bySlot) bits[slot] = word;
  // A slot narrower than its purpose, about which nothing was said, follows the purpose on channels and at
  // processors; a third party needs a consent that names it, so recipient slots do not inherit.
  for (const purpose of catalogue.purposes.values()) {
    for (const channel of purpose.channels) {
      const slot = catalogue.slotOf(purpose.id, { channel });
      if (slot !== undefined && !consents.bySlot.has(slot)) bits[slot] = bits[purpose.slot] ?? 0;
    }
  }
}

function fillObjections(catalogue: Catalogue, bits: Uint16Array, state: SubjectState): void {
  for (const objection of state.objections) {
    const purpose = catalogue.purposes.get(objection.purpose);
    if (purpose === undefined || objection.status === 'overridden') continue;
    const word = objection.status === 'upheld' ? BIT.objected : BIT.objectionPending;
    const slots = slotsOfObjection(catalogue, purpose, objection);
    for (const slot of slots) bits[slot] = (bits[slot] ?? 0) | word;
  }
}

/** An objection to one recipient or channel leaves the others alone; where the policy knows no such part, it covers the whole. */
function slotsOfObjection(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  { recipient, channel }: ObjectionState,
): readonly number[] {
  const part =
    (recipient === undefined ? undefined : catalogue.slotOf(purpose.id, { recipient })) ??
    (channel === undefined ? undefined : catalogue.slotOf(purpose.id, { channel }));
  return part === undefined ? slotsOf(catalogue, purpose.id) : [part];
}

function fillNotices(catalogue: Catalogue, bits: Uint16Array, state: SubjectState): void {
  const applies = catalogue.policy.newPurposesApply ?? 'publication';
  if (applies === 'publication') return;
  const notice = state.notices.find((it) => it.version === catalogue.version);
  const told = applies === 'notice-delivered' ? notice : notice?.acceptedAt;
  if (told !== undefined) return;
  for (const purpose of catalogue.purposes.values()) {
    if (!purpose.isNew) continue;
    for (const slot of slotsOf(catalogue, purpose.id))
      bits[slot] = (bits[slot] ?? 0) | BIT.unnotified;
  }
}

function fillRestrictions(bits: Uint16Array, state: SubjectState): ReadonlySet<string> | undefined {
  if (state.restrictions.length === 0) return undefined;
  if (state.restrictions.some((it) => it.fields === undefined)) {
    orAll(bits, BIT.restricted);
    return undefined;
  }
  orAll(bits, BIT.partlyRestricted);
  return new Set(state.restrictions.flatMap((it) => it.fields ?? []));
}

function slotsOf(catalogue: Catalogue, purpose: string): readonly number[] {
  const compiled = catalogue.purposes.get(purpose);
  if (compiled === undefined) return [];
  const slots = [compiled.slot];
  for (const channel of compiled.channels) {
    const slot = catalogue.slotOf(purpose, { channel });
    if (slot !== undefined) slots.push(slot);
  }
  for (const recipient of Object.keys(catalogue.policy.recipients ?? {})) {
    const slot = catalogue.slotOf(purpose, { recipient });
    if (slot !== undefined) slots.push(slot);
  }
  return slots;
}

function orAll(bits: Uint16Array, word: number): void {
  for (let slot = 0; slot < bits.length; slot++) bits[slot] = (bits[slot] ?? 0) | word;
}
