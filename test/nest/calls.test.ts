import { currentUnit } from '@lawful/core';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { found } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { opened, refused } from './letters.ts';

const { anna, bert } = PEOPLE;

describe('a method of a provider', () => {
  test('does not run without consent, runs with it, and not again once it is withdrawn', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    expect(letters.sent).toBe(0);
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await letters.send({ to: anna.id })).toBe(anna.id);
    surgery.world.remember('anna', [withdrew('newsletter')]);
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    expect(letters.sent).toBe(1);
    expect(await surgery.decisions()).toMatchObject([
      ['newsletter', 'deny', expect.any(String)],
      ['newsletter', 'allow', expect.any(String)],
      ['newsletter', 'deny', expect.any(String)],
    ]);
  });

  test.each([
    ['that names nobody', {}],
    ['that names somebody without an id', { to: '' }],
    ['without any data', undefined],
    ['that names somebody by a number', { to: 7 }],
  ])('does not run for a call %s, and the ledger knows', async (_how, letter) => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(Reflect.apply(letters.send, letters, [letter])).rejects.toEqual(
      refused('actor-unknown'),
    );
    expect(letters.sent).toBe(0);
    expect(await surgery.decisions()).toEqual([['newsletter', 'deny', 'actor_unknown']]);
  });

  test('gives back what the purpose may use, and leaves what it has as it was', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    surgery.world.remember('anna', [consented('newsletter')]);
    expect(await letters.address(anna.id)).toEqual({ email: anna.email, tariff: 'monthly' });
    expect((await surgery.world.records()).map(({ kind }) => kind)).toEqual(['decision', 'served']);
  });

  test('that promises an observable gives one, decided when somebody listens', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    const addresses = letters.addresses(anna.id);
    await expect(lastValueFrom(addresses)).rejects.toEqual(refused('consent-required'));
    surgery.world.remember('anna', [consented('newsletter')]);
    expect(await lastValueFrom(addresses.pipe(toArray()))).toEqual([
      { email: anna.email, tariff: 'monthly' },
      { email: anna.email, tariff: 'monthly' },
    ]);
  });

  test('about many gives back those who have consented', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    expect(await letters.all()).toEqual([]);
    surgery.world.remember('bert', [consented('newsletter')]);
    expect(await letters.all()).toEqual([{ email: bert.email, tariff: 'monthly' }]);
  });

  test('that breaks is recorded, without a word of the error', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(letters.breaks(anna.id)).rejects.toThrow('no row');
    const records = await surgery.world.records();
    expect(records.map(({ kind }) => kind)).toEqual(['decision', 'incident']);
    expect(found(JSON.stringify(records), 'anna')).toEqual([]);
  });

  test('called for another person than the one at hand acts for the application, not for either', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    expect(await letters.onBehalf(anna.id, bert.id)).toBe('service');
    expect(await letters.onBehalf(anna.id, anna.id)).toBe('data-subject');
  });

  test('leaves no unit of work open behind it', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    await letters.send({ to: anna.id });
    expect(currentUnit()).toBeUndefined();
  });
});
