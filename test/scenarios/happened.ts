import { randomUUID } from 'node:crypto';
import type { ConsentScope, RestrictionGround, SubjectEvent } from '@lawful/core';

type Narrowed = Omit<ConsentScope, 'purpose'>;

const EVIDENCE = {
  noticeVersion: '1',
  language: 'en',
  indication: 'checkbox#consent',
  textHash: '0'.repeat(64),
};

/** Gave consent, `at` a time before the scenario. */
export function consented(
  purpose: string,
  {
    at = '2026-11-01T10:00:00.000Z',
    explicit = false,
    ...scope
  }: Narrowed & { at?: string; explicit?: boolean } = {},
): SubjectEvent {
  const expiresAt = new Date(Date.parse(at) + THIRTEEN_MONTHS).toISOString();
  return {
    ...base(at),
    ...scope,
    type: 'consent.given',
    purpose,
    explicit,
    expiresAt,
    evidence: EVIDENCE,
  };
}

/** About thirteen months, in milliseconds. */
const THIRTEEN_MONTHS = 396 * 86_400_000;

/** Said no when asked. */
export function refused(purpose: string, scope: Narrowed = {}): SubjectEvent {
  return { ...base(), ...scope, type: 'consent.refused', purpose, evidence: EVIDENCE };
}

/** Took consent back. */
export function withdrew(purpose: string, scope: Narrowed = {}): SubjectEvent {
  return { ...base(), ...scope, type: 'consent.withdrawn', purpose };
}

/** Objected; to direct marketing that is final. */
export function objected(purpose: string, { final = false } = {}): SubjectEvent {
  return { ...base(), type: 'objection.filed', purpose, final };
}

/** Objected, and the objection was overridden with grounds. */
export function overridden(purpose: string): SubjectEvent {
  return {
    ...base(),
    type: 'objection.overridden',
    purpose,
    justification: 'a pending burglary case',
    approver: 'dpo',
  };
}

/** Had processing restricted, whole or for some fields. */
export function restricted(
  fields?: readonly string[],
  ground: RestrictionGround = 'accuracy-contested',
): SubjectEvent {
  return {
    ...base(),
    type: 'restriction.set',
    ground,
    ...(fields === undefined ? {} : { fields }),
  };
}

/** Became a customer. */
export function becameCustomer(): SubjectEvent {
  return { ...base(), type: 'relationship.began', kind: 'customer' };
}

/** Was given the notice of a version. */
export function wasTold(version: string): SubjectEvent {
  return { ...base(), type: 'notice.delivered', version };
}

function base(at = '2026-11-02T10:00:00.000Z') {
  return { id: randomUUID(), at, actor: 'data-subject' as const };
}
