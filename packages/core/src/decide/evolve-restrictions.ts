import type { SubjectEvent } from './event.ts';
import type { RestrictionState } from './state.ts';

type Restricted = Extract<SubjectEvent, { type: 'restriction.set' }>;
type Lifted = Extract<SubjectEvent, { type: 'restriction.lifted' }>;
type Restrictions = readonly RestrictionState[];

/**
 * A restriction on one ground (Art. 18(1)). Set again on the same ground it can only grow: further fields are
 * added, and everything stays everything, so that no field is freed but by lifting.
 */
export function restrictionSet(
  restrictions: Restrictions,
  event: Restricted,
): Restrictions | undefined {
  const before = restrictions.find((it) => it.ground === event.ground);
  const fields = widened(before, event.fields);
  if (before !== undefined && sameReach(before.fields, fields)) return undefined;
  const entry: RestrictionState = Object.freeze({
    ground: event.ground,
    ...(fields === undefined ? {} : { fields: Object.freeze(fields) }),
    since: before?.since ?? event.at,
    recordId: event.id,
  });
  return Object.freeze([...restrictions.filter((it) => it.ground !== event.ground), entry]);
}

/** The end of a restriction, of which the data subject was informed before (Art. 18(3)). */
export function restrictionLifted(
  restrictions: Restrictions,
  event: Lifted,
): Restrictions | undefined {
  if (!restrictions.some((it) => it.ground === event.ground)) return undefined;
  return Object.freeze(restrictions.filter((it) => it.ground !== event.ground));
}

function widened(
  before: RestrictionState | undefined,
  fields: readonly string[] | undefined,
): readonly string[] | undefined {
  if (fields === undefined || (before !== undefined && before.fields === undefined)) {
    return undefined;
  }
  return [...new Set([...(before?.fields ?? []), ...fields])].sort();
}

function sameReach(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): boolean {
  return one?.length === other?.length;
}
