import { PrivacyError } from '@lawful/core';
import type { Destination } from './destination.ts';
import { isTopicPattern } from './topics.ts';

/** Refuses what could not be told apart, or would never be told anything. @throws PrivacyError `destination-invalid` */
export function checkDestinations(
  destinations: readonly Pick<Destination, 'name' | 'topics'>[],
): void {
  const names = new Set<string>();
  for (const { name, topics } of destinations) {
    if (!NAME.test(name)) throw invalid('a name that is not a-z, 0-9, ".", "_" or "-"');
    if (names.has(name)) throw invalid(`${name} is given twice`);
    names.add(name);
    if (!Array.isArray(topics) || topics.length === 0) throw invalid(`${name} hears of nothing`);
    if (!topics.every(isTopicPattern)) throw invalid(`${name} names a topic that there is not`);
  }
}

/**
 * Refuses an address that anybody on the way could read, or that carries credentials which logs would repeat.
 * Addresses and secrets are not repeated in the message.
 *
 * @throws PrivacyError `destination-invalid`
 */
export function checkedUrl(name: string, url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null) throw invalid(`the address of ${name} cannot be read`);
  const { protocol, hostname, username, password } = parsed;
  const plain = protocol === 'http:' && LOOPBACK.test(hostname);
  if (protocol !== 'https:' && !plain) throw invalid(`the address of ${name} is not https`);
  if (username !== '' || password !== '') throw invalid(`the address of ${name} has credentials`);
  return parsed;
}

/** Refuses secrets that are not what the standard asks for: 24 to 64 random bytes in base64. */
export function checkSecrets(name: string, secrets: readonly string[]): void {
  const bytes = secrets.map((secret) => decoded(secret).length);
  if (bytes.length === 0) throw invalid(`${name} has no secret`);
  if (bytes.some((length) => length < 24 || length > 64))
    throw invalid(`a secret of ${name} is not whsec_ and 24 to 64 bytes in base64`);
}

/** The bytes of a secret; none where it is not well written. */
function decoded(secret: string): Buffer {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return secret === `whsec_${bytes.toString('base64')}` ? bytes : Buffer.alloc(0);
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function invalid(what: string): PrivacyError {
  return new PrivacyError('destination-invalid', { what });
}
