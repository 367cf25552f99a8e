import type { SubjectEvent } from './event.ts';
import type { RelationshipState } from './state.ts';

type Relationship = Extract<SubjectEvent, { type: `relationship.${string}` }>;
type Relationships = readonly RelationshipState[];

/** A relationship begins, or begins anew after it ended; one that lasts keeps its date. */
export function relationshipBegan(
  relationships: Relationships,
  event: Relationship,
): Relationships | undefined {
  const before = relationships.find((it) => it.kind === event.kind);
  if (before !== undefined && before.until === undefined) return undefined;
  return Object.freeze([
    ...relationships.filter((it) => it !== before),
    Object.freeze({ kind: event.kind, since: event.at }),
  ]);
}

/** A relationship ends; one that never began, or ended before, does not. */
export function relationshipEnded(
  relationships: Relationships,
  event: Relationship,
): Relationships | undefined {
  const before = relationships.find((it) => it.kind === event.kind);
  if (before === undefined || before.until !== undefined) return undefined;
  return Object.freeze([
    ...relationships.filter((it) => it !== before),
    Object.freeze({ ...before, until: event.at }),
  ]);
}
