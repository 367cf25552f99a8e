import { rebuild } from '../../decide/evolve.ts';
import { consentGiven, consentWithdrawn, objectionLifted } from '../subject-events.ts';
import type { ContractTest } from './contract-test.ts';

/** What a store keeps of one subject, and that it keeps subjects apart. */
export function describeStates({ test, expect }: ContractTest): void {
  test('a subject never heard of has no state and no history', async (store) => {
    for (const id of ['nobody', '__proto__', 'constructor']) {
      expect(await store.read(id, { maxStaleness: 0 })).toEqual({ state: undefined, ageMs: 0 });
      expect([...(await store.history(id))]).toEqual([]);
    }
  });

  test('an event is answered with the state after it, and that is what is read', async (store) => {
    const after = await store.append('anna', consentGiven('newsletter'));
    expect(after.version).toBe(1);
    expect(after.consents.map((it) => it.status)).toEqual(['dpv:ConsentGiven']);
    expect((await store.read('anna')).state).toEqual(after);
    const withdrawn = await store.append('anna', consentWithdrawn('newsletter'));
    expect(withdrawn.consents.map((it) => it.status)).toEqual(['dpv:ConsentWithdrawn']);
    expect((await store.read('anna')).state).toEqual(withdrawn);
  });

  test('the state is the same object until something changes', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    const { state: first } = await store.read('anna');
    expect((await store.read('anna')).state === first).toBe(true);
    expect((await store.readMany(['anna']))[0]?.state === first).toBe(true);
    await store.append('anna', consentWithdrawn('newsletter'));
    expect((await store.read('anna')).state === first).toBe(false);
  });

  test('a state that was handed out never changes', async (store) => {
    const first = await store.append('anna', consentGiven('newsletter'));
    const copy = structuredClone(first);
    await store.append('anna', consentWithdrawn('newsletter'));
    expect(first).toEqual(copy);
  });

  test('the version grows with each change and never goes back', async (store) => {
    const versions: number[] = [];
    for (const purpose of ['a', 'b', 'c']) {
      versions.push((await store.append('anna', consentGiven(purpose))).version);
      versions.push((await store.append('anna', consentWithdrawn(purpose))).version);
    }
    expect(versions).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('the state is the one that the history leads to', async (store) => {
    await store.append('anna', consentGiven('newsletter'));
    await store.append('anna', objectionLifted('analytics'));
    await store.append('anna', consentWithdrawn('newsletter'));
    const { state } = await store.read('anna');
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
    expect((await store.read('bert')).state).toEqual(bert);
    expect((await store.read('__proto__')).state?.consents.map((it) => it.purpose)).toEqual([
      'analytics',
    ]);
  });

  for (const [kind, id] of ODD_IDS) {
    test(`an id is never parsed: ${kind}`, async (store) => {
      const state = await store.append(id, consentGiven('newsletter'));
      expect((await store.read(id)).state).toEqual(state);
      expect((await store.readMany([id])).map((it) => it.state?.salt)).toEqual([state.salt]);
      expect((await store.history(id)).length).toBe(1);
      for (const [, other] of ODD_IDS)
        if (other !== id) expect((await store.read(other)).state).toBe(undefined);
    });
  }
}

const ODD_IDS = [
  ['a name', 'anna'],
  ['a thousand characters', 'a'.repeat(1_000)],
  ['a thousand characters and one', `${'a'.repeat(1_000)}b`],
  ['emoji', '👩‍👩‍👧 🇫🇷'],
  ['one sign, composed', '\u00e9'],
  ['the same sign, put together', 'e\u0301'],
  ['quotes', `"'\`''"$$`],
  ['backslashes', '\\\\x27\\'],
  ['a fragment of SQL', "'; drop table subjects; --"],
  ['a placeholder', '$1'],
  ['a list', '{anna,bert}'],
  ['spaces around', ' anna '],
  ['upper case', 'ANNA'],
  ['line breaks', 'an\r\nna\t'],
  ['a percent sign', '%'],
] as const;
