import { consentGiven, consentWithdrawn } from '../subject-events.ts';
import type { ContractTest } from './contract-test.ts';

/** How old a reading may be, and what it says of that. */
export function describeReadings({ test, expect }: ContractTest): void {
  test('many are read at once in the order asked, those unknown left empty', async (store) => {
    const anna = await store.append('anna', consentGiven('newsletter'));
    const bert = await store.append('bert', consentGiven('analytics'));
    const readings = await store.readMany(['bert', 'nobody', 'anna', 'bert']);
    expect(readings.map(({ state }) => state)).toEqual([bert, undefined, anna, bert]);
    expect([...(await store.readMany([]))]).toEqual([]);
  });

  test('a reading says how old it is, of one subject and of many, known or not', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    const readings = [await store.read('anna'), await store.read('nobody')];
    for (const { ageMs } of [...readings, ...(await store.readMany(['anna', 'nobody']))])
      expect(Number.isFinite(ageMs) && ageMs >= 0).toBe(true);
  });

  test('who asks for what is true at this moment gets that, however often it changes', async (store) => {
    const now = { maxStaleness: 0 };
    expect(await store.read('anna', now)).toEqual({ state: undefined, ageMs: 0 });
    for (const event of [consentGiven, consentWithdrawn, consentGiven, consentWithdrawn]) {
      const state = await store.append('anna', event('newsletter'));
      expect(await store.read('anna', now)).toEqual({ state, ageMs: 0 });
      expect([...(await store.readMany(['nobody', 'anna'], now))]).toEqual([
        { state: undefined, ageMs: 0 },
        { state, ageMs: 0 },
      ]);
    }
  });

  test('no reading is older than what was asked for', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    for (const maxStaleness of [60_000, 5_000, 1, 0]) {
      const [many] = await store.readMany(['anna'], { maxStaleness });
      for (const reading of [await store.read('anna', { maxStaleness }), many])
        expect(reading !== undefined && reading.ageMs <= maxStaleness).toBe(true);
    }
  });

  test('a session that has seen a change is answered with that change, or a later one', async (store) => {
    const { version } = await store.append('anna', consentGiven('newsletter'));
    await store.read('anna');
    const after = await store.append('anna', consentWithdrawn('newsletter'));
    for (const seen of [version, after.version]) {
      expect((await store.read('anna', { seen })).state).toEqual(after);
      expect((await store.readMany(['anna'], { seen }))[0]?.state).toEqual(after);
    }
  });

  test('who claims to have seen more than there is gets a fresh reading, and no error', async (store) => {
    const state = await store.append('anna', consentGiven('newsletter'));
    for (const seen of [state.version + 1, 2 ** 31 - 1]) {
      expect(await store.read('anna', { seen })).toEqual({ state, ageMs: 0 });
      expect(await store.read('nobody', { seen })).toEqual({ state: undefined, ageMs: 0 });
      expect([...(await store.readMany(['anna', 'nobody'], { seen }))]).toEqual([
        { state, ageMs: 0 },
        { state: undefined, ageMs: 0 },
      ]);
    }
  });
}
