import { randomFillSync } from 'node:crypto';
import { uuidBytes } from '../state/values.ts';

const SALT_BYTES = 16;
/** Asking the system for each salt alone would cost more than checking the line. */
const drawn = Buffer.alloc(SALT_BYTES * 256);
let used = drawn.length;

/** A salt for a subject never heard of: 16 random bytes, base64url. */
export function newSalt(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const salt = drawn.subarray(used, used + SALT_BYTES).toString('base64url');
  // What has been given away is not kept: it is key material.
  drawn.fill(0, used, used + SALT_BYTES);
  used += SALT_BYTES;
  return salt;
}

/** The salt of a column. */
export function saltOf(uuid: string): string {
  return uuidBytes(uuid).toString('base64url');
}
