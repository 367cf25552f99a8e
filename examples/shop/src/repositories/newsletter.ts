import type { Kysely } from 'kysely';
import { isMissingAccount } from '../database/missing-account.ts';
import type { Schema } from '../database/schema.ts';
import { NewsletterSubscription } from '../models/newsletter.ts';

/** Who gets the newsletter, and about what. */
export interface Newsletter {
  /** Subscribes the customer, or changes the topics of one who already is; `false` if there is no such account. */
  subscribe(customerId: string, topics: readonly string[]): Promise<boolean>;
  find(customerId: string): Promise<NewsletterSubscription | undefined>;
}

/** Subscriptions kept in `db`. */
export function createNewsletter(db: Kysely<Schema>): Newsletter {
  return {
    subscribe: async (customerId, topics) => {
      try {
        await db
          .insertInto('newsletter_subscriptions')
          .values({ customer_id: customerId, topics: [...topics] })
          .onConflict((conflict) =>
            conflict.column('customer_id').doUpdateSet({ topics: [...topics] }),
          )
          .execute();
        return true;
      } catch (error) {
        if (isMissingAccount(error)) return false;
        throw error;
      }
    },
    find: async (customerId) => {
      const row = await db
        .selectFrom('newsletter_subscriptions')
        .selectAll()
        .where('customer_id', '=', customerId)
        .executeTakeFirst();
      return (
        row &&
        Object.assign(new NewsletterSubscription(), {
          customerId: row.customer_id,
          topics: row.topics,
          subscribedAt: row.subscribed_at.toISOString(),
        })
      );
    },
  };
}
