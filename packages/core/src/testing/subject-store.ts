import { rebuild } from '../decide/evolve.ts';
import type { Awaitable, SubjectStore } from '../ports.ts';
import { consentGiven, consentWithdrawn, objectionLifted } from './subject-events.ts';
import type { TestApi } from './test-api.ts';

/**
 * The contract of a {@link SubjectStore}: one test for each promise of the port. A new backend is held to it by
 * one call in its own test file.
 *
 * @param create makes an empty store for each test.
 * @example
 * describeSubjectStore({ test, expect }, () => memorySubjectStore());
 */
export function describeSubjectStore(api: TestApi, create: () => Awaitable<SubjectStore>): void {
  const { expect } = api;
  const test = (name: string, run: (store: SubjectStore) => Promise<void>): void => {
    api.test(`subject store: ${name}`, async () => run(await create()));
  };

  test('a subject never heard of has no state and no history', async (store) => {
    expect(await store.read('nobody')).toBe(undefined);
    expect([...(await store.history('nobody'))]).toEqual([]);
    expect(await store.read('__proto__')).toBe(undefined);
    expect(await store.read('constructor')).toBe(undefined);
  });

  test('an event is answered with the state after it, and that is what is read', async (store) => {
    const after = await store.append('anna', consentGiven('newsletter'));
    expect(after.version).toBe(1);
    expect(after.consents.map((it) => it.status)).toEqual(['dpv:ConsentGiven']);
    expect(await store.read('anna')).toEqual(after);
    const withdrawn = await store.append('anna', consentWithdrawn('newsletter'));
    expect(withdrawn.consents.map((it) => it.status)).toEqual(['dpv:ConsentWithdrawn']);
  });

  test('the state is the same object until something changes', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    const first = await store.read('anna');
    expect((await store.read('anna')) === first).toBe(true);
    expect((await store.readMany(['anna']))[0] === first).toBe(true);
    await store.append('anna', consentWithdrawn('newsletter'));
    expect((await store.read('anna')) === first).toBe(false);
  });

  test('a state that was handed out never changes', async (store) => {
    const first = await store.append('anna', consentGiven('newsletter'));
    const copy = structuredClone(first);
    await store.append('anna', consentWithdrawn('newsletter'));
    expect(first).toEqual(copy);
  });

  test('the same event twice changes nothing, also much later', async (store) => {
    const event = consentGiven('newsletter');
    await store.append('anna', event);
    const once = await store.append('anna', consentWithdrawn('newsletter'));
    const twice = await store.append('anna', event);
    expect(twice).toEqual(once);
    expect([...(await store.history('anna'))].length).toBe(2);
  });

  test('the version grows with each change and never goes back', async (store) => {
    const versions: number[] = [];
    for (const purpose of ['a', 'b', 'c']) {
      versions.push((await store.append('anna', consentGiven(purpose))).version);
      versions.push((await store.append('anna', consentWithdrawn(purpose))).version);
    }
    expect(versions).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('the history holds every event as it was given, oldest first', async (store) => {
    const events = [
      consentGiven('newsletter', { channel: 'email' }),
      consentWithdrawn('newsletter', { channel: 'email' }),
      objectionLifted('analytics'),
    ];
    for (const event of events) await store.append('anna', event);
    expect([...(await store.history('anna'))]).toEqual(events);
  });

  test('the state is the one that the history leads to', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    await store.append('anna', objectionLifted('analytics'));
    await store.append('anna', consentWithdrawn('newsletter'));
    const state = await store.read('anna');
    expect(state).toEqual(rebuild(state?.salt ?? '', await store.history('anna')));
  });

  test('each subject has its own 16 random bytes of salt, for good', async (store) => {
    const anna = await store.append('anna', consentGiven('newsletter'));
    const bert = await store.append('bert', consentGiven('newsletter'));
    expect(Buffer.from(anna.salt, 'base64url').length).toBe(16);
    expect(anna.salt === bert.salt).toBe(false);
    expect((await store.append('anna', consentWithdrawn('newsletter'))).salt).toBe(anna.salt);
  });

  test('what happens to one subject does not touch another', async (store) => {
    const bert = await store.append('bert', consentGiven('newsletter'));
    await store.append('anna', consentWithdrawn('newsletter'));
    await store.append('__proto__', consentGiven('analytics'));
    expect(await store.read('bert')).toEqual(bert);
    expect((await store.read('__proto__'))?.consents.map((it) => it.purpose)).toEqual([
      'analytics',
    ]);
  });

  test('many are read at once in the order asked, those unknown left empty', async (store) => {
    const anna = await store.append('anna', consentGiven('newsletter'));
    const bert = await store.append('bert', consentGiven('analytics'));
    const states = await store.readMany(['bert', 'nobody', 'anna', 'bert']);
    expect([...states]).toEqual([bert, undefined, anna, bert]);
    expect([...(await store.readMany([]))]).toEqual([]);
  });

  test('events that arrive at the same time are all applied, one after the other', async (store) => {
    const purposes = Array.from({ length: 20 }, (_, index) => `purpose-${index}`);
    await Promise.all(purposes.map((purpose) => store.append('anna', consentGiven(purpose))));
    const state = await store.read('anna');
    expect(state?.version).toBe(20);
    expect(state?.consents.map((it) => it.purpose).sort()).toEqual([...purposes].sort());
    expect([...(await store.history('anna'))].length).toBe(20);
  });
}
