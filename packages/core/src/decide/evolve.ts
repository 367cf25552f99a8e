import type { SubjectEvent } from './event.ts';
import { consentGiven, consentRefused, consentWithdrawn } from './evolve-consents.ts';
import { noticeAccepted, noticeDelivered } from './evolve-notices.ts';
import {
  objectionFiled,
  objectionLifted,
  objectionOverridden,
  objectionUpheld,
} from './evolve-objections.ts';
import { relationshipBegan, relationshipEnded } from './evolve-relationships.ts';
import { restrictionLifted, restrictionSet } from './evolve-restrictions.ts';
import type { SubjectState } from './state.ts';

/**
 * The state of a data subject of whom nothing has been heard yet.
 *
 * @param salt 16 random bytes, base64url: the only thing that ties the subject's audit records together.
 */
export function emptyState(salt: string): SubjectState {
  return Object.freeze({
    version: 0,
    salt,
    consents: NONE,
    objections: NONE,
    restrictions: NONE,
    notices: NONE,
    relationships: NONE,
  });
}

/**
 * The state after one event: frozen, new, one version on. An event that changes nothing (lifting what was never
 * filed, overriding an objection that is already upheld) returns the very same object, so that a caller sees it.
 * Order counts, not the clock: of two events about the same thing the later one in the history wins.
 */
export function evolve(state: SubjectState, event: SubjectEvent): SubjectState {
  const change = changeOf(state, event);
  if (change === undefined) return state;
  // Member by member: states are read at every decision, and all of them should have one shape.
  return Object.freeze({
    version: state.version + 1,
    salt: state.salt,
    consents: change.consents ?? state.consents,
    objections: change.objections ?? state.objections,
    restrictions: change.restrictions ?? state.restrictions,
    notices: change.notices ?? state.notices,
    relationships: change.relationships ?? state.relationships,
  });
}

/** The state that a whole history leads to. */
export function rebuild(salt: string, events: Iterable<SubjectEvent>): SubjectState {
  let state = emptyState(salt);
  for (const event of events) state = evolve(state, event);
  return state;
}

type Change = Partial<Omit<SubjectState, 'version' | 'salt'>>;

const NONE = Object.freeze([]);

function changeOf(state: SubjectState, event: SubjectEvent): Change | undefined {
  switch (event.type) {
    case 'consent.given':
      return { consents: consentGiven(state.consents, event) };
    case 'consent.refused':
      return { consents: consentRefused(state.consents, event) };
    case 'consent.withdrawn':
      return changed('consents', consentWithdrawn(state.consents, event));
    case 'objection.filed':
      return changed('objections', objectionFiled(state.objections, event));
    case 'objection.upheld':
      return changed('objections', objectionUpheld(state.objections, event));
    case 'objection.overridden':
      return changed('objections', objectionOverridden(state.objections, event));
    case 'objection.lifted':
      return changed('objections', objectionLifted(state.objections, event));
    case 'restriction.set':
      return changed('restrictions', restrictionSet(state.restrictions, event));
    case 'restriction.lifted':
      return changed('restrictions', restrictionLifted(state.restrictions, event));
    case 'notice.delivered':
      return changed('notices', noticeDelivered(state.notices, event));
    case 'notice.accepted':
      return changed('notices', noticeAccepted(state.notices, event));
    case 'relationship.began':
      return changed('relationships', relationshipBegan(state.relationships, event));
    case 'relationship.ended':
      return changed('relationships', relationshipEnded(state.relationships, event));
  }
}

function changed<K extends keyof Change>(key: K, value: Change[K]): Change | undefined {
  return value === undefined ? undefined : { [key]: value };
}
