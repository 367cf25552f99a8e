import { createHmac, createSecretKey } from 'node:crypto';
import { PrivacyError } from '@lawful/core';
import { uuidText } from './values.ts';

/** Bytes of UTF-8 that a subject's id may have; the application's own id, so never a letter. */
const MAX_SUBJECT_BYTES = 1_024;
const MAX_TENANT_BYTES = 256;

/** Names a subject of a tenant by a pseudonym under the database's own secret: the same in every process. */
export type SubjectKeys = (subject: string, tenant: string | undefined) => string;

/** @param secret 32 bytes that never leave the database and its processes */
export function subjectKeys(secret: Uint8Array): SubjectKeys {
  // A key that is made once costs a fifth of one made for each name.
  const key = createSecretKey(secret);
  return (subject, tenant = '') => {
    const hmac = createHmac('sha256', key).update(`${Buffer.byteLength(tenant)}:${tenant}`);
    return uuidText(hmac.update(subject).digest().subarray(0, 16));
  };
}

/**
 * Refuses ids that PostgreSQL would refuse or, worse, make equal to another: every lone surrogate becomes the same
 * replacement character.
 *
 * @throws PrivacyError `subject-id-invalid`
 */
export function assertSubject(subject: string, tenant: string | undefined): void {
  if (!isStorable(subject, MAX_SUBJECT_BYTES) || subject === '') {
    throw new PrivacyError('subject-id-invalid');
  }
  if (tenant !== undefined && (!isStorable(tenant, MAX_TENANT_BYTES) || tenant === '')) {
    throw new PrivacyError('subject-id-invalid', { what: 'the tenant' });
  }
}

function isStorable(text: string, maxBytes: number): boolean {
  if (typeof text !== 'string' || text.length > maxBytes) return false;
  return text.isWellFormed() && !text.includes('\0') && Buffer.byteLength(text) <= maxBytes;
}
