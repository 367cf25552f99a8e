/**
 * What other systems can be told: each change of consent (Art. 7), objection (Art. 21) and restriction (Art. 18, 19),
 * and the data subject's request for erasure (Art. 17).
 */
export const TOPICS = [
  'consent.given',
  'consent.refused',
  'consent.withdrawn',
  'objection.filed',
  'objection.upheld',
  'objection.overridden',
  'objection.lifted',
  'restriction.set',
  'restriction.lifted',
  'erasure.requested',
] as const;

/** What one message is about. */
export type Topic = (typeof TOPICS)[number];

/** What a destination subscribes to: one topic, or all of a family (`consent.*`). */
export type TopicPattern = Topic | 'consent.*' | 'objection.*' | 'restriction.*' | 'erasure.*';

/** What no event of the subject's history says, so that the application enqueues it. */
export type EnqueuedTopic = 'erasure.requested';

/** Whether `value` can be subscribed to. */
export function isTopicPattern(value: unknown): value is TopicPattern {
  return patterns.has(value);
}

const patterns: ReadonlySet<unknown> = new Set<string>([
  ...TOPICS,
  ...TOPICS.map((topic) => topic.replace(/\..*$/, '.*')),
]);
