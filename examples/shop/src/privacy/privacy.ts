import {
  createPrivacy,
  type LedgerEntry,
  type PersonalDataSource,
  type Privacy,
  type SubjectStore,
} from '@lawful/core';
import { Customer, NewCustomer } from '../models/customer.ts';
import { NewAccount } from '../models/new-account.ts';
import {
  NewsletterReceipt,
  NewsletterRequest,
  NewsletterSubscription,
} from '../models/newsletter.ts';
import { NewOrder, Order } from '../models/order.ts';
import { ShippingLabel } from '../models/shipping-label.ts';
import { type Purpose, policy } from './policy.ts';

/** The embedded database answers one query at a time: a busy shop must not mistake a queue for an outage. */
const DEADLINE_MS = 3_000;

/** The policy at work: what the middleware, the export and the logger share. */
export type ShopPrivacy = Privacy<Purpose>;

/** Puts the policy to work over the shop's own data. */
export function createShopPrivacy(options: {
  readonly store: SubjectStore;
  readonly sources: readonly PersonalDataSource[];
  readonly relays: readonly ((entry: LedgerEntry) => void)[];
  readonly warn: (text: string) => void;
}): ShopPrivacy {
  return createPrivacy({
    policy,
    models: [
      Customer,
      NewCustomer,
      NewAccount,
      Order,
      NewOrder,
      ShippingLabel,
      NewsletterRequest,
      NewsletterSubscription,
      NewsletterReceipt,
    ],
    deadline: DEADLINE_MS,
    ...options,
  });
}
