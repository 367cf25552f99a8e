import { consentGiven, consentWithdrawn } from '../subject-events.ts';
import type { ContractTest } from './contract-test.ts';

/** The same id under two tenants is two people (Art. 28(3)(a)). */
export function describeTenants({ test, expect }: ContractTest): void {
  test('the same id under two tenants, and under none, is three people', async (store) => {
    const none = await store.append('anna', consentGiven('newsletter'));
    const acme = await store.append('anna', consentGiven('analytics'), 'acme');
    const zeta = await store.append('anna', consentWithdrawn('newsletter'), 'zeta');
    expect((await store.read('anna')).state).toEqual(none);
    expect((await store.read('anna', { tenant: 'acme' })).state).toEqual(acme);
    expect((await store.read('anna', { tenant: 'zeta' })).state).toEqual(zeta);
    expect([none, acme, zeta].map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(new Set([none, acme, zeta].map(({ salt }) => salt)).size).toBe(3);
  });

  test('a tenant that was never named knows nobody', async (store) => {
    await store.append('anna', consentGiven('newsletter'), 'acme');
    for (const tenant of [undefined, 'zeta', 'ACME', 'acme ', '__proto__']) {
      expect(await store.read('anna', { tenant, maxStaleness: 0 })).toEqual({
        state: undefined,
        ageMs: 0,
      });
      expect([...(await store.history('anna', tenant))]).toEqual([]);
    }
  });

  test('each tenant has its own history, and reads its own people at once', async (store) => {
    const [given, withdrawn] = [consentGiven('newsletter'), consentWithdrawn('newsletter')];
    const acme = await store.append('anna', given, 'acme');
    const zeta = await store.append('anna', withdrawn, 'zeta');
    expect([...(await store.history('anna', 'acme'))]).toEqual([given]);
    expect([...(await store.history('anna', 'zeta'))]).toEqual([withdrawn]);
    const asked = ['anna', 'bert'];
    const states = async (tenant: string) =>
      (await store.readMany(asked, { tenant })).map(({ state }) => state);
    expect(await states('acme')).toEqual([acme, undefined]);
    expect(await states('zeta')).toEqual([zeta, undefined]);
  });

  test('one event id is one event within a tenant, and another one elsewhere', async (store) => {
    const event = consentGiven('newsletter');
    for (const tenant of ['acme', 'zeta', undefined]) {
      expect((await store.append('anna', event, tenant)).version).toBe(1);
      expect((await store.append('anna', event, tenant)).version).toBe(1);
      expect((await store.history('anna', tenant)).length).toBe(1);
    }
    expect((await store.append('bert', event, 'acme')).version).toBe(1);
    expect((await store.history('bert', 'acme')).length).toBe(1);
  });

  test('tenant and subject are never read as one text', async (store) => {
    for (const [tenant, subject] of [
      ['ab', 'c'],
      ['a', 'bc'],
      ['a:b', 'c'],
      ['a', 'b:c'],
      ["';--", '😀'],
    ] as const) {
      expect((await store.read(subject, { tenant })).state).toBe(undefined);
      expect((await store.append(subject, consentGiven('newsletter'), tenant)).version).toBe(1);
    }
  });
}
