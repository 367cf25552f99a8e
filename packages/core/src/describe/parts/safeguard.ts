import type { TransferInput } from '../../declare/recipient-input.ts';
import { INVALIDATED_MECHANISMS, label } from '../../vocabulary/index.ts';
import { articleOf } from './article.ts';
import type { Reading } from './reading.ts';

/** What a transfer to a third country rests on, and where a copy of it can be had (Art. 13(1)(f)). */
export interface Safeguard {
  readonly mechanism: TransferInput['mechanism'];
  readonly label: string;
  readonly article?: string;
  /** Clauses, decision or rules relied on. */
  readonly reference?: string;
  readonly copyAt?: string;
  /** The recipient itself is certified (EU-US Data Privacy Framework). */
  readonly certified?: boolean;
  /** Since when the mechanism no longer holds, and who annulled it; nothing may be sent on it. */
  readonly annulled?: { readonly since: string; readonly by: string };
}

/** The safeguard as the policy states it, one that has been annulled marked as such. */
export function safeguardOf(transfer: TransferInput, reading: Reading): Safeguard {
  const { mechanism, reference, copyAt, certified } = transfer;
  const article = articleOf(mechanism, reading);
  const annulled = INVALIDATED_MECHANISMS.find((each) => each.mechanism === mechanism);
  return {
    mechanism,
    label:
      mechanism === 'privacy-shield'
        ? reading.phrases.privacyShield
        : label(mechanism, reading.language),
    ...(article !== undefined && { article }),
    ...(reference !== undefined && { reference }),
    ...(copyAt !== undefined && { copyAt }),
    ...(certified !== undefined && { certified }),
    ...(annulled !== undefined && {
      annulled: { since: annulled.invalidSince, by: annulled.annulledBy },
    }),
  };
}
