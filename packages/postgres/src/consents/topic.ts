import type { ConsentScope, SubjectEvent } from '@lawful/core';

/** Parts of an event by which it is known what the event is about; `null` where it has none. */
export type TopicParts = readonly [
  /** `consent`, `objection`, `restriction`, … */
  family: string,
  about: string | null,
  recipient: string | null,
  channel: string | null,
];

/** A text that is the same for events about the same thing. */
export function topicKey(parts: TopicParts): string {
  return JSON.stringify(parts);
}

/**
 * What an event is about, and everything wider that covers it: a withdrawal of a purpose also ends what was consented
 * to one of its recipients.
 */
export function topicsOf(event: SubjectEvent): readonly string[] {
  const family = event.type.slice(0, event.type.indexOf('.'));
  if ('purpose' in event) return scopeTopics(family, event);
  return [topicKey([family, aboutOf(event), null, null])];
}

/** The narrowest of {@link topicsOf}: under which an event itself is remembered. */
export function topicOf(event: SubjectEvent): string {
  return topicsOf(event)[0] ?? '';
}

/**
 * Whether an event leaves less allowed than before. Of two events at the same instant nobody knows which came last; only
 * one that takes away may follow there.
 */
export function takesAway(event: SubjectEvent): boolean {
  switch (event.type) {
    case 'consent.refused':
    case 'consent.withdrawn':
    case 'objection.filed':
    case 'objection.upheld':
    case 'restriction.set':
    case 'relationship.ended':
      return true;
    case 'consent.given':
    case 'objection.overridden':
    case 'objection.lifted':
    case 'restriction.lifted':
    case 'notice.delivered':
    case 'notice.accepted':
    case 'relationship.began':
      return false;
  }
}

function scopeTopics(
  family: string,
  { purpose, recipient, channel }: ConsentScope,
): readonly string[] {
  const recipients = recipient === undefined ? [null] : [recipient, null];
  const channels = channel === undefined ? [null] : [channel, null];
  return recipients.flatMap((to) => channels.map((by) => topicKey([family, purpose, to, by])));
}

function aboutOf(event: Exclude<SubjectEvent, ConsentScope>): string {
  if ('ground' in event) return event.ground;
  return 'version' in event ? event.version : event.kind;
}
