import { rebuild } from '../../decide/evolve.ts';
import type { Awaitable, SubjectStore } from '../../ports.ts';
import { consentGiven, consentWithdrawn } from '../subject-events.ts';
import { type ContractTest, opened, type StoreToTest } from './contract-test.ts';

/** What holds between several instances on one backing, as in several processes. */
export function describeInstances(
  { test, expect }: ContractTest,
  another: () => Awaitable<StoreToTest>,
): void {
  const both = (
    name: string,
    run: (here: SubjectStore, there: SubjectStore) => Promise<void>,
  ): void => {
    test(name, async (here) => {
      const { store: there, close } = opened(await another());
      try {
        await run(here, there);
      } finally {
        await close();
      }
    });
  };

  both(
    'a withdrawal made elsewhere is known at once where nothing may be stale',
    async (here, there) => {
      for (const tenant of [undefined, 'acme']) {
        await here.append('anna', consentGiven('newsletter'), tenant);
        await there.read('anna', { tenant });
        const state = await here.append('anna', consentWithdrawn('newsletter'), tenant);
        const needs = { tenant, maxStaleness: 0 };
        expect(await there.read('anna', needs)).toEqual({ state, ageMs: 0 });
        expect([...(await there.readMany(['anna'], needs))]).toEqual([{ state, ageMs: 0 }]);
      }
    },
  );

  both(
    'a withdrawal made elsewhere is known at once to the session that made it',
    async (here, there) => {
      await here.append('anna', consentGiven('newsletter'));
      await there.read('anna');
      const state = await here.append('anna', consentWithdrawn('newsletter'));
      const seen = state.version;
      expect((await there.read('anna', { seen })).state).toEqual(state);
      expect((await there.readMany(['anna'], { seen }))[0]?.state).toEqual(state);
    },
  );

  both(
    'somebody of whom nothing was known is known once another instance has heard of them',
    async (here, there) => {
      expect((await there.read('anna')).state).toBe(undefined);
      const state = await here.append('anna', consentGiven('newsletter'));
      expect((await there.read('anna', { maxStaleness: 0 })).state).toEqual(state);
      expect([...(await there.history('anna'))]).toEqual([...(await here.history('anna'))]);
    },
  );

  both('an event that was accepted elsewhere is not accepted again', async (here, there) => {
    const event = consentGiven('newsletter');
    const once = await here.append('anna', event);
    expect(await there.append('anna', event)).toEqual(once);
    expect((await here.history('anna')).length).toBe(1);
  });

  both('what two instances are told at once is one history, and one state', async (here, there) => {
    const events = Array.from({ length: 50 }, (_, index) =>
      index % 3 === 0 ? consentGiven('newsletter') : consentWithdrawn('newsletter'),
    );
    await Promise.all(
      events.map((event, index) => (index % 2 === 0 ? here : there).append('anna', event)),
    );
    const history = await here.history('anna');
    expect(history.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
    for (const store of [here, there]) {
      const { state } = await store.read('anna', { maxStaleness: 0 });
      expect(state).toEqual(rebuild(state?.salt ?? '', history));
    }
  });
}
