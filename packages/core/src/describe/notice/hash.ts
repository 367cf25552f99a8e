import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { NoticeDocument } from './document.ts';

/**
 * SHA-256, in hexadecimal, of the canonical JSON of a notice: which text was shown, in which language and version.
 * Evidence of consent carries it (Art. 7(1)); the same policy read in the same way has the same hash everywhere.
 */
export function noticeHash(document: NoticeDocument): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
