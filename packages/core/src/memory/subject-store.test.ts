import { expect, test } from 'vitest';
import { consentGiven, describeSubjectStore } from '../testing/index.ts';
import { memorySubjectStore } from './subject-store.ts';

let store = memorySubjectStore();

describeSubjectStore(
  { test, expect },
  () => {
    store = memorySubjectStore();
    return store;
  },
  () => store,
);

test('the store in memory says that it forgets', () => {
  expect(memorySubjectStore().volatile).toBe(true);
});

test('the store in memory answers at once, so that no request waits for it', () => {
  const store = memorySubjectStore();
  expect(store.append('anna', consentGiven('newsletter'))).not.toBeInstanceOf(Promise);
  expect(store.read('anna')).not.toBeInstanceOf(Promise);
  expect(store.readMany(['anna'])).not.toBeInstanceOf(Promise);
});

test('evidence does not change when the object that it was made from does', async () => {
  const store = memorySubjectStore();
  const event = structuredClone(consentGiven('newsletter'));
  await store.append('anna', event);
  Reflect.set(Reflect.get(event, 'evidence'), 'noticeVersion', '99');
  Reflect.set(event, 'purpose', 'analytics');
  const [kept] = await store.history('anna');
  expect(kept).toMatchObject({ purpose: 'newsletter', evidence: { noticeVersion: '1' } });
  expect(Object.isFrozen(kept)).toBe(true);
});
