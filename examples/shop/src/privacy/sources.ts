import type { PersonalDataSource } from '@lawful/core';
import { Customer } from '../models/customer.ts';
import { NewsletterSubscription } from '../models/newsletter.ts';
import { Order } from '../models/order.ts';
import type { Customers } from '../repositories/customers.ts';
import type { Newsletter } from '../repositories/newsletter.ts';
import type { Orders } from '../repositories/orders.ts';

/** Where the shop keeps what it knows of somebody: what the export reads. */
export function createSources(kept: {
  readonly customers: Customers;
  readonly orders: Orders;
  readonly newsletter: Newsletter;
}): readonly PersonalDataSource[] {
  return [
    { model: Customer, find: async (subject) => listOf(await kept.customers.find(subject)) },
    { model: Order, find: (subject) => kept.orders.of(subject) },
    {
      model: NewsletterSubscription,
      find: async (subject) => listOf(await kept.newsletter.find(subject)),
    },
  ];
}

function listOf<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}
