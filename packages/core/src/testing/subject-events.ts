import { randomUUID } from 'node:crypto';
import type { ConsentScope, SubjectEvent } from '../decide/event.ts';

type Narrowed = Omit<ConsentScope, 'purpose'>;

/** A consent with believable evidence and an id of its own. */
export function consentGiven(purpose: string, scope: Narrowed = {}): SubjectEvent {
  return {
    ...common(),
    type: 'consent.given',
    purpose,
    ...scope,
    explicit: false,
    evidence: {
      noticeVersion: '1',
      language: 'en',
      indication: `checkbox#${purpose}`,
      textHash: '0'.repeat(64),
    },
  };
}

/** The withdrawal of a consent. */
export function consentWithdrawn(purpose: string, scope: Narrowed = {}): SubjectEvent {
  return { ...common(), type: 'consent.withdrawn', purpose, ...scope };
}

/** An objection taken back; without one before, it changes nothing and is remembered all the same. */
export function objectionLifted(purpose: string, scope: Narrowed = {}): SubjectEvent {
  return { ...common(), type: 'objection.lifted', purpose, ...scope };
}

function common(): { id: string; at: string; actor: 'data-subject' } {
  return { id: randomUUID(), at: '2026-11-22T09:00:00.000Z', actor: 'data-subject' };
}
