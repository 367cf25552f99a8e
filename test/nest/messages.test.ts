import { lastValueFrom, map, toArray } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { metadata, watch } from './answering.ts';
import { answerMessages, type Messaging } from './messaging.ts';
import { decisionsIn } from './surgery.ts';

const { anna } = PEOPLE;

const ask = (messaging: Messaging, pattern: string, data: unknown = { id: anna.id }) =>
  lastValueFrom(messaging.client.send(pattern, data).pipe(toArray()));

/** Where her consent stands is for Anna to know, not for whoever sends a message. */
const CONSENT_REQUIRED = {
  type: expect.stringMatching(/\/consent-required$/),
  title: expect.any(String),
  status: 403,
  detail: expect.any(String),
  instance: expect.stringMatching(/^urn:uuid:/),
  purposes: ['newsletter'],
  legalBasis: 'eu-gdpr:A6-1-a',
};

/** Everything that somebody could tell the practice of Anna. */
const ALL_OF_ANNA = JSON.parse(JSON.stringify({ ...memberOf('anna'), diagnosis: anna.diagnosis }));

/** What of it the purpose of membership may collect. */
const MAY_COME_IN = {
  email: anna.email,
  firstName: anna.firstName,
  lastName: anna.lastName,
  phone: anna.phone,
  address: { street: anna.street, city: anna.city },
  id: anna.id,
  tariff: 'monthly',
};

describe.each(['beside HTTP', 'alone'] as const)('messages that come %s', (kind) => {
  test('are refused with the problem document, answered with consent, refused once it is withdrawn', async () => {
    await using messaging = await answerMessages(kind, metadata());
    await expect(ask(messaging, 'address')).rejects.toEqual(CONSENT_REQUIRED);
    messaging.world.remember('anna', [consented('newsletter')]);
    expect(await ask(messaging, 'address')).toEqual([{ email: anna.email, tariff: 'monthly' }]);
    messaging.world.remember('anna', [withdrew('newsletter')]);
    await expect(ask(messaging, 'address')).rejects.toEqual(CONSENT_REQUIRED);
  });

  test('without a person are refused, and the ledger knows', async () => {
    await using messaging = await answerMessages(kind, metadata());
    for (const data of [{}, '', { id: 7 }]) {
      await expect(ask(messaging, 'address', data)).rejects.toMatchObject({ status: 401 });
    }
    const denied = ['newsletter', 'deny', 'actor_unknown'];
    expect(await decisionsIn(messaging.world)).toEqual([denied, denied, denied]);
  });

  test('are answered value by value, each minimised, each made in the context of the message', async () => {
    await using messaging = await answerMessages(kind, metadata());
    await expect(ask(messaging, 'addresses')).rejects.toEqual(CONSENT_REQUIRED);
    messaging.world.remember('anna', [consented('newsletter')]);
    expect(await ask(messaging, 'addresses')).toEqual([
      { email: anna.email, tariff: '1 true' },
      { email: anna.email, tariff: '2 true' },
    ]);
  });

  test('whose answer breaks off say so without a value, and that is recorded', async () => {
    await using messaging = await answerMessages(kind, metadata());
    messaging.world.remember('anna', [consented('newsletter')]);
    const values: unknown[] = [];
    const failed = await lastValueFrom(
      messaging.client
        .send('broken addresses', { id: anna.id })
        .pipe(map((value) => values.push(value))),
    ).catch((error: unknown) => error);
    expect(values).toEqual([{ email: anna.email, tariff: 'monthly' }]);
    expect(failed).toMatchObject({ status: 500 });
    expectSilence([
      ['the problem', JSON.stringify(failed)],
      ['the log', messaging.told.join('\n')],
    ]);
    const kinds = (await messaging.world.records()).map((it) => it.kind);
    expect(kinds).toEqual(['decision', 'served', 'incident']);
  });

  test('bring in what the purpose may collect, and the handler sees nothing else', async () => {
    const { desk, ...practice } = metadata();
    await using messaging = await answerMessages(kind, practice);
    for (const pattern of ['change', 'change, bare']) await ask(messaging, pattern, ALL_OF_ANNA);
    expect(desk.handed).toEqual([MAY_COME_IN, MAY_COME_IN]);
  });

  test('stay whole for whoever else holds them', async () => {
    await using messaging = await answerMessages(kind, metadata());
    await ask(messaging, 'change', ALL_OF_ANNA);
    expect(watch.seen.at(-1)).toEqual(ALL_OF_ANNA);
  });

  test('come in as instances of the declared class where a pipe has made one', async () => {
    const { desk, ...practice } = metadata();
    await using messaging = await answerMessages(kind, practice);
    await ask(messaging, 'change, validated', ALL_OF_ANNA);
    expect(desk.handed[0]).toBeInstanceOf(Member);
    expect({ ...Object(desk.handed[0]) }).toEqual(MAY_COME_IN);
  });

  test('of which a handler takes one key are minimised by the model of that', async () => {
    const { desk, ...practice } = metadata();
    await using messaging = await answerMessages(kind, practice);
    await ask(messaging, 'change address', ALL_OF_ANNA);
    expect(desk.handed).toEqual([{ city: anna.city }]);
  });

  test('tell their handler whom they are about, and in which unit of work', async () => {
    await using messaging = await answerMessages(kind, metadata());
    expect(await ask(messaging, 'whose')).toEqual([[anna.id, anna.id, 'membership']]);
  });

  test('about many are answered without those who have not consented', async () => {
    await using messaging = await answerMessages(kind, metadata());
    messaging.world.remember('anna', [consented('newsletter')]);
    expect(await ask(messaging, 'everybody')).toEqual([[{ email: anna.email, tariff: 'monthly' }]]);
  });

  test('whose handler fails are answered with a problem that repeats nothing', async () => {
    await using messaging = await answerMessages(kind, metadata());
    const failed = await ask(messaging, 'fails').catch((error: unknown) => error);
    expect(failed).toMatchObject({ status: 500, type: expect.stringMatching(/internal-error$/) });
    expectSilence([
      ['the problem', JSON.stringify(failed)],
      ['the log', messaging.told.join('\n')],
    ]);
  });

  test('that nobody answers are refused and allowed all the same', async () => {
    const { desk, ...practice } = metadata();
    await using messaging = await answerMessages(kind, practice);
    await lastValueFrom(messaging.client.emit('left', { id: anna.id }), { defaultValue: null });
    await vi.waitFor(() => expect(messaging.told).toHaveLength(1));
    expect(messaging.told[0]).toContain('consent-required');
    messaging.world.remember('anna', [consented('newsletter')]);
    await lastValueFrom(messaging.client.emit('left', { id: anna.id }), { defaultValue: null });
    await vi.waitFor(() => expect(desk.left).toEqual([anna.id]));
  });
});

test('without the configuration of the application (inheritAppConfig) a refusal is a refusal still, in Nest’s words', async () => {
  await using messaging = await answerMessages('beside HTTP, on its own', metadata());
  for (const pattern of ['address', 'fails']) {
    const failed = await ask(messaging, pattern).catch((error: unknown) => error);
    expect(failed).toEqual({ status: 'error', message: 'Internal server error' });
  }
});
