import type { CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { type Reading, read } from '../parts/reading.ts';
import type { NoticeDocument } from './document.ts';

/** What follows from not providing mandatory data, as the policy says it once for several purposes or for all. */
export function consequenceOf(
  { consequence }: PolicyInput,
  purposes: readonly CompiledPurpose[],
  reading: Reading,
): NoticeDocument['consequence'] {
  const description = read(consequence?.describe, reading);
  if (description === null) return null;
  const ids = purposes.map(({ id }) => id);
  const limit = consequence?.purposes;
  return {
    description,
    appliesTo: limit === undefined ? ids : ids.filter((id) => limit.includes(id)),
  };
}
