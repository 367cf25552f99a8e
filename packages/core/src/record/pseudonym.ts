import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { PrivacyError } from '../errors.ts';

/** Names people in records without naming them (Art. 4(5)). */
export interface Pseudonymiser {
  /**
   * The pseudonym of a data subject: 22 characters, base64url. Without the subject's salt nobody can derive it again,
   * not even with the key; a subject without a salt has no pseudonym, for one over the key alone could be
   * recomputed for ever.
   */
  subject(salt: string, id: string, tenant?: string): string | undefined;
  /** The pseudonym of somebody who acts, `staff` or an heir: the same for all that they do for a tenant under this key. */
  actor(id: string, tenant?: string): string;
}

/**
 * Pseudonyms under one key, which belongs apart from the records (in a key store, not in the database).
 *
 * @param key at least 16 bytes; of a string, its UTF-8.
 * @throws PrivacyError `pseudonym-key-weak`
 */
export function createPseudonymiser(key: Uint8Array | string): Pseudonymiser {
  const bytes = Buffer.from(key);
  if (bytes.length < MIN_KEY_BYTES) {
    throw new PrivacyError('pseudonym-key-weak', {
      what: `${bytes.length} bytes, ${MIN_KEY_BYTES} needed`,
    });
  }
  const secret = createSecretKey(bytes);
  const recent = new Map<string, Derived>();
  return {
    subject(salt, id, tenant = '') {
      if (salt === '') return undefined;
      const known = recent.get(salt);
      if (known !== undefined && known.id === id && known.tenant === tenant) return known.pseudonym;
      const derived = { id, tenant, pseudonym: hmac(secret, [tenant, salt, id]) };
      if (recent.size >= MAX_RECENT) recent.delete(recent.keys().next().value ?? '');
      recent.set(salt, derived);
      return derived.pseudonym;
    },
    actor: (id, tenant = '') => hmac(secret, ['actor', tenant, '', id]),
  };
}

/** `base64url(HMAC-SHA256(key, tenant, salt, id))`, the first 22 characters (132 bits); parts are length-prefixed. */
export function pseudonym(
  key: Uint8Array | string,
  tenant: string,
  salt: string,
  id: string,
): string {
  return hmac(createSecretKey(Buffer.from(key)), [tenant, salt, id]);
}

interface Derived {
  readonly id: string;
  readonly tenant: string;
  readonly pseudonym: string;
}

const MIN_KEY_BYTES = 16;
/** An HMAC costs more than the rest of a record; those of recent subjects are remembered, in this process only. */
const MAX_RECENT = 10_000;

function hmac(key: KeyObject, parts: readonly string[]): string {
  const text = parts.map((part) => `${Buffer.byteLength(part)}:${part},`).join('');
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}
