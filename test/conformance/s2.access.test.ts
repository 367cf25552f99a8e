import { memorySubjectStore, type SubjectStore } from '@lawful/core';
import { expect, test } from 'vitest';
import { luximMended } from './policies/luxim/mended.ts';
import { givenApplication } from './world/application.ts';
import { giveConsent } from './world/gates.ts';
import { LuximClient } from './world/luxim-models.ts';
import { expectRoleGate } from './world/roles.ts';

test('S2-72 who needs data for their work sees them, and nobody else does', async () => {
  await using site = await givenApplication(luximMended);
  const { roles, purposes } = site.privacy.catalogue.policy;
  for (const [role, { purposes: work }] of Object.entries(roles ?? {})) {
    const refused = Object.keys(purposes).filter((purpose) => !work.includes(purpose));
    expect(refused.length).toBeGreaterThan(20);
    for (const purpose of refused) {
      await expectRoleGate(site, purpose, { granted: [], refused: [role] });
    }
  }
  await giveConsent(site, 'talentPool');
  for (const [role, purpose] of [
    ['accounting', 'invoicing'],
    ['humanResources', 'talentPool'],
    ['customerService', 'support'],
    ['antiMoneyLaundering', 'moneyLaundering'],
  ] as const) {
    await expectRoleGate(site, purpose, { granted: [role], refused: ['visitor', 'toString'] });
  }
});

test('S2-74 without somebody who acts, no route with personal data answers, and nothing is read', async () => {
  const store = countingStore();
  let handled = 0;
  await using site = await givenApplication(luximMended, {
    models: [LuximClient],
    store,
    routes: (app, lawful) => {
      const routes = [
        ['get', '/client', { returns: LuximClient }],
        ['post', '/client', { body: LuximClient, returns: 'nothing' }],
        ['put', '/client', { body: LuximClient, returns: LuximClient }],
        ['delete', '/client', { returns: 'nothing' }],
        ['get', '/clients', { returns: [LuximClient], subject: 'each' }],
      ] as const;
      for (const [method, path, options] of routes) {
        app[method](path, lawful.processing('support', options), (_request, response) => {
          handled++;
          response.json({ id: 'client-1' });
        });
      }
    },
  });
  for (const [method, path] of [
    ['GET', '/client'],
    ['POST', '/client'],
    ['PUT', '/client'],
    ['DELETE', '/client'],
    ['GET', '/clients'],
    ['POST', '/use/support'],
    ['GET', '/privacy/consents'],
    ['GET', '/privacy/export'],
    ['PUT', '/privacy/consents/newsletter'],
  ] as const) {
    const body = method === 'POST' || method === 'PUT' ? { name: 'Ada' } : undefined;
    const answer = await site.ask(method, path, body === undefined ? {} : { body });
    expect(answer.status, `${method} ${path}`).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect([handled, store.touched]).toEqual([0, 0]);
  const known = await site.ask('GET', '/client', { subject: 'client-1' });
  expect([known.status, handled, store.touched > 0]).toEqual([200, 1, true]);
});

function countingStore(): SubjectStore & { readonly touched: number } {
  const store = memorySubjectStore();
  let touched = 0;
  return {
    volatile: true,
    get touched() {
      return touched;
    },
    read: (subject, needs) => {
      touched++;
      return store.read(subject, needs);
    },
    readMany: (subjects, needs) => {
      touched++;
      return store.readMany(subjects, needs);
    },
    append: (subject, event, tenant) => {
      touched++;
      return store.append(subject, event, tenant);
    },
    history: (subject, tenant) => {
      touched++;
      return store.history(subject, tenant);
    },
  };
}
