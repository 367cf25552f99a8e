import { randomUUID } from 'node:crypto';
import type { SubjectEvent } from '../ours/durable-store.ts';

const DAY = 86_400_000;
const evidence = {
  noticeVersion: '2026-09',
  language: 'fr-FR',
  indication: 'checkbox#newsletter',
  textHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

/** A consent as an application records it. */
export function consentGiven(purpose: string, expires: boolean): SubjectEvent {
  const now = Date.now();
  return {
    id: randomUUID(),
    at: new Date(now).toISOString(),
    actor: 'data-subject',
    type: 'consent.given',
    purpose,
    explicit: true,
    evidence,
    ...(expires ? { expiresAt: new Date(now + 395 * DAY).toISOString() } : {}),
  };
}

/** Taking it back, which needs no evidence. */
export function consentWithdrawn(purpose: string): SubjectEvent {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    actor: 'data-subject',
    type: 'consent.withdrawn',
    purpose,
  };
}

/** What every subject here has consented to; the first until a date. */
export const PURPOSES = ['newsletter', 'analytics'] as const;

/** Given, withdrawn, given …: a state that changes and does not grow. */
export function nextChange(turn: number): SubjectEvent {
  return turn % 2 === 0 ? consentWithdrawn('newsletter') : consentGiven('newsletter', true);
}
