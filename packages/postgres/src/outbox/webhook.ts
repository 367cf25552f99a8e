import { Webhook } from 'standardwebhooks';
import { checkDestinations, checkedUrl, checkSecrets } from './check-destination.ts';
import type { Delivery, Destination } from './destination.ts';
import { discard } from './discard.ts';
import type { OutboxMessage } from './message.ts';
import { retryAfter } from './retry-after.ts';
import type { TopicPattern } from './topics.ts';

/** A receiver of webhooks. */
export interface WebhookOptions {
  /** See {@link Destination.name}. */
  readonly name: string;
  /** `https:`; plain `http:` to this machine only. It appears in traces and proxies: nothing secret, nothing personal. */
  readonly url: string;
  /**
   * Shared with the receiver: `whsec_` and 24 to 64 random bytes in base64. Of several, each signs every message: add
   * the new one, let the receiver change over, then remove the old one.
   */
  readonly secrets: readonly string[];
  readonly topics: readonly TopicPattern[];
  readonly tenant?: string | undefined;
}

/**
 * Sends messages by HTTP, signed as the Standard Webhooks specification says (`webhook-id`, `webhook-timestamp`,
 * `webhook-signature` v1). 2xx: delivered; 410: the receiver wants no more; everything else is sent again, after
 * `Retry-After` where 429 or 503 ask for it. Redirects are not followed and answers are not read.
 *
 * @throws PrivacyError `destination-invalid`
 */
export function webhook(options: WebhookOptions): Destination {
  const { name, secrets, topics, tenant } = options;
  checkDestinations([options]);
  checkSecrets(name, secrets);
  const url = checkedUrl(name, options.url);
  const signers = secrets.map((secret) => new Webhook(secret));
  return {
    name,
    topics,
    tenant,
    send: async (message, signal) => {
      const now = new Date();
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal,
        ...signed(message, signers, now),
      });
      await discard(response);
      return deliveryOf(response, now);
    },
  };
}

/** The body and the headers that prove it. The very text that is signed is sent. */
function signed({ id, ...content }: OutboxMessage, signers: readonly Webhook[], now: Date) {
  const body = JSON.stringify(content);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'lawful',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': signers.map((signer) => signer.sign(id, now, body)).join(' '),
    },
  };
}

function deliveryOf({ ok, status, headers }: Response, now: Date): Delivery {
  if (ok) return 'delivered';
  if (status === 410) return 'gone';
  const wish =
    status === 429 || status === 503
      ? retryAfter(headers.get('retry-after'), now.getTime())
      : undefined;
  return wish === undefined ? { status } : { status, retryAfter: wish };
}
