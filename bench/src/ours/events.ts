import type { SubjectEvent } from '@lawful/core';
import { NOW, type SubjectFacts } from '../workload/subjects.ts';

const at = new Date(NOW).toISOString();

/** What a subject has said, in Lawful's own words. */
export function eventsOf({ id, consents, expiresAt, restricted }: SubjectFacts): SubjectEvent[] {
  const events: SubjectEvent[] = consents.map((purpose) => ({
    id: `${id}-${purpose}`,
    at,
    actor: 'data-subject',
    type: 'consent.given',
    purpose,
    explicit: true,
    expiresAt: new Date(expiresAt).toISOString(),
    evidence: {
      noticeVersion: '1',
      language: 'en',
      indication: 'checkbox#newsletter',
      textHash: '0'.repeat(64),
    },
  }));
  if (restricted) {
    const event = { id: `${id}-restricted`, at, actor: 'data-subject' } as const;
    events.push({ ...event, type: 'restriction.set', ground: 'accuracy-contested' });
  }
  return events;
}
