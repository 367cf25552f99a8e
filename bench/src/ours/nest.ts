import { createPrivacy, memorySubjectStore, type Privacy } from '@lawful/core';
import { type NestRequest, PrivacyModule, Processing, Returns } from '@lawful/nest';
import { Customer, createShopPrivacy, type Database } from '@lawful-examples/shop/parts';
import type { Handler, Mounted } from '../nest/application.ts';
import { Address } from '../workload/customers.ts';
import { SUBJECT_HEADER } from '../workload/echo.ts';
import { restricted } from '../workload/shop.ts';
import { NOW, PURPOSE, subjects } from '../workload/subjects.ts';
import { Entry, models, policy } from './declarations.ts';
import { eventsOf } from './events.ts';

/** The full stack around a handler of the benchmark's own data: gate, minimise in and out, record. */
export function lawfulBench({ verb }: Handler): Mounted {
  const store = memorySubjectStore();
  for (const facts of subjects) {
    for (const event of eventsOf(facts)) void store.append(facts.id, event);
  }
  // The clock runs, from the instant at which the consents of the workload are looked at.
  const ahead = Date.now() - NOW;
  const clock = () => Date.now() - ahead;
  const privacy = createPrivacy({ policy, models, store, clock, warn: () => undefined });
  const said = verb === 'POST' ? { body: Entry, returns: Entry } : { returns: [Address] as const };
  return mounted(privacy, PURPOSE, said);
}

/** The same around the shop's read, with the shop's policy and its durable store of consents. */
export async function lawfulShopRead({ consents: store }: Database): Promise<Mounted> {
  const privacy = createShopPrivacy({ store, sources: [], relays: [], warn: () => undefined });
  await privacy.restrict(restricted.id, { ground: 'accuracy-contested' });
  return mounted(privacy, 'account', { returns: Customer });
}

function mounted(
  privacy: Privacy,
  purpose: string,
  {
    returns,
    ...options
  }: Parameters<typeof Processing>[1] & { returns: Parameters<typeof Returns>[0] },
): Mounted {
  const whose = ({ headers }: NestRequest) => headers[SUBJECT_HEADER]?.toString();
  return {
    imports: [PrivacyModule.forRoot({ privacy, subject: whose, rights: { authorise: whose } })],
    decorators: [Returns(returns), Processing(purpose, options)],
  };
}
