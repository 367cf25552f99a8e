import type { SubjectEvent } from '../../decide/event.ts';
import { rebuild } from '../../decide/evolve.ts';
import { consentGiven, consentWithdrawn, objectionLifted } from '../subject-events.ts';
import type { ContractTest } from './contract-test.ts';

/** Which events are accepted, how often and in which order. */
export function describeAcceptance({ test, expect }: ContractTest): void {
  test('the same event twice changes nothing, also much later', async (store) => {
    const event = consentGiven('newsletter');
    await store.append('anna', event);
    const once = await store.append('anna', consentWithdrawn('newsletter'));
    const twice = await store.append('anna', event);
    expect(twice).toEqual(once);
    expect([...(await store.history('anna'))].length).toBe(2);
  });

  test('an event that is sent twenty times at once is one event', async (store) => {
    const event = consentGiven('newsletter');
    const states = await Promise.all(Array.from({ length: 20 }, () => store.append('anna', event)));
    expect(states.map(({ version }) => version)).toEqual(states.map(() => 1));
    expect([...(await store.history('anna'))]).toEqual([event]);
  });

  test('the history holds every event as it was given, oldest first', async (store) => {
    const events = [
      consentGiven('newsletter', { channel: 'email' }),
      consentWithdrawn('newsletter', { channel: 'email' }),
      consentGiven('lettre d’information 📬 "\\\' $1'),
      objectionLifted('analytics'),
    ];
    for (const event of events) await store.append('anna', event);
    expect([...(await store.history('anna'))]).toEqual(events);
  });

  test('the order is that of acceptance, also where a clock has jumped backwards', async (store) => {
    const events: readonly SubjectEvent[] = [
      { ...consentGiven('newsletter'), at: '2026-11-22T09:00:00.000Z' },
      { ...consentWithdrawn('newsletter'), at: '2026-11-22T08:00:00.000Z' },
      { ...consentGiven('analytics'), at: '1999-12-31T23:59:59.999Z' },
    ];
    for (const event of events) await store.append('anna', event);
    expect([...(await store.history('anna'))]).toEqual(events);
    const { state } = await store.read('anna', { maxStaleness: 0 });
    expect(state?.version).toBe(3);
    expect(state?.consents.find((it) => it.purpose === 'newsletter')?.status).toBe(
      'dpv:ConsentWithdrawn',
    );
  });

  test('events that arrive at the same time are all applied, one after the other', async (store) => {
    const purposes = Array.from({ length: 20 }, (_, index) => `purpose-${index}`);
    await Promise.all(purposes.map((purpose) => store.append('anna', consentGiven(purpose))));
    const { state } = await store.read('anna');
    expect(state?.version).toBe(20);
    expect(state?.consents.map((it) => it.purpose).sort()).toEqual([...purposes].sort());
    expect([...(await store.history('anna'))].length).toBe(20);
  });

  test('of consents and withdrawals that arrive at once, the last one accepted counts', async (store) => {
    const events = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0 ? consentGiven('newsletter') : consentWithdrawn('newsletter'),
    );
    const answers = await Promise.all(events.map((event) => store.append('anna', event)));
    const history = await store.history('anna');
    expect(history.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
    const { state } = await store.read('anna', { maxStaleness: 0 });
    expect(state).toEqual(rebuild(state?.salt ?? '', history));
    expect(Math.max(...answers.map(({ version }) => version))).toBe(state?.version);
  });
}
