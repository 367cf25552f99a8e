import { consentGiven } from '@lawful/core/testing';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  newSecret,
  type OutboxWorld,
  SECRET,
  startOutboxWorld,
  until,
  waitingIn,
} from './outbox-world.ts';
import { type Answer, type Arrival, startReceiver } from './webhook-receiver.ts';

let world: OutboxWorld;

beforeAll(async () => {
  world = await startOutboxWorld();
});
afterEach(() => world.tidy());
afterAll(() => world.stop());

test('a message that was changed on its way does not verify, nor one under another id or time', async () => {
  const { text, headers } = await delivered(204);
  const verifier = new Webhook(SECRET);
  expect(verifier.verify(text, headers)).toMatchObject({ type: 'consent.given' });
  for (const [changed, under] of [
    [text.replace('ConsentGiven', 'ConsentRefused'), headers],
    [`${text} `, headers],
    [text, { ...headers, 'webhook-id': 'another' }],
    [text, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }],
  ] as const)
    expect(() => verifier.verify(changed, under)).toThrow(WebhookVerificationError);
  expect(() => new Webhook(newSecret()).verify(text, headers)).toThrow(WebhookVerificationError);
});

test('while secrets are changed over, receivers with the old and with the new one both verify', async () => {
  const [old, next] = [newSecret(), newSecret()];
  for (const secret of [old, next]) {
    const receiver = await world.receiver(() => 204, secret);
    world.relay(receiver, {}, { secrets: [next, old] });
    await world.store.append('rotating', consentGiven('newsletter'));
    await until(() => receiver.taken().length === 1);
    expect(receiver.unverified()).toBe(0);
    await world.tidy();
  }
});

test('a receiver that does not know the secret takes nothing, and nothing is lost', async () => {
  const receiver = await world.receiver(() => 204, newSecret());
  const relay = world.relay(receiver);
  await world.store.append('unheard', consentGiven('newsletter'));
  await until(() => receiver.unverified() > 1);
  await relay.stop();
  expect(await waitingIn(world)).toBe(1);
});

test('sends what the standard asks for, and no more', async () => {
  const { headers, text, timestamp } = await delivered(204);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
    'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
  });
  expect(Object.keys(JSON.parse(text))).toEqual(['type', 'timestamp', 'data']);
  expect(timestamp).toBe('2026-11-22T09:00:00.000Z');
});

test.each<[string, Answer]>([
  ['hangs', 'hang'],
  ['closes the connection', 'close'],
  ['does not know the address', 404],
  ['fails', { status: 500, body: 'a'.repeat(100_000) }],
  ['is told to wait, without a time', 429],
])('a receiver that %s is sent the message again', async (_, answer) => {
  const receiver = await world.receiver((_message, before) => (before === 0 ? answer : 204));
  world.relay(receiver, { sendTimeout: 200 });
  await world.store.append('again', consentGiven('newsletter'));
  await until(() => receiver.taken().length === 1);
  const [first, second] = receiver.arrivals;
  expect(second?.id).toBe(first?.id);
  expect(second?.text).toBe(first?.text);
});

test('a redirect is not followed: the message goes where its address says, or nowhere', async () => {
  const elsewhere = await startReceiver(SECRET);
  const location = elsewhere.url;
  const receiver = await world.receiver(() => ({ status: 307, headers: { location } }));
  world.relay(receiver, { reportAfter: 2 });
  await world.store.append('redirected', consentGiven('newsletter'));
  await until(() => world.incidents.length > 0);
  expect(world.incidents[0]).toMatchObject({ kind: 'message-undelivered', cause: 'http-307' });
  expect(elsewhere.arrivals).toEqual([]);
  await elsewhere.stop();
});

test.each([429, 503])('an answer %d is heeded: not before Retry-After', async (status) => {
  const headers = { 'retry-after': '1' };
  const receiver = await world.receiver((_, before) => (before === 0 ? { status, headers } : 204));
  world.relay(receiver, { maxDelay: 60_000 });
  await world.store.append(`later-${status}`, consentGiven('newsletter'));
  await until(() => receiver.taken().length === 1);
  const [first, second] = receiver.arrivals;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
});

test('nobody can ask for more patience than the greatest delay', async () => {
  const headers = { 'retry-after': '86400' };
  const receiver = await world.receiver((_, before) =>
    before === 0 ? { status: 503, headers } : 204,
  );
  world.relay(receiver, { maxDelay: 100 });
  await world.store.append('patient', consentGiven('newsletter'));
  await until(() => receiver.taken().length === 1);
});

test('a receiver that is gone is told nothing more until somebody resumes it; everything waits', async () => {
  let gone = true;
  const receiver = await world.receiver(() => (gone ? 410 : 204));
  const relay = world.relay(receiver);
  await world.store.append('gone', consentGiven('newsletter'));
  await until(() => world.incidents.length > 0);
  expect(world.incidents).toEqual([{ kind: 'destination-paused', destination: 'crm' }]);
  await world.store.append('gone', consentGiven('newsletter'));
  await relay.stop();
  world.relay(receiver);
  await until(() => world.incidents.length === 2);
  expect(receiver.arrivals).toHaveLength(1);
  expect(await world.outbox.waiting()).toMatchObject([{ paused: true, messages: 2 }]);
  gone = false;
  await world.outbox.resume('crm');
  await until(() => receiver.taken().length === 2);
});

test('an answer without end is not read, and counts by its status', async () => {
  const { taken } = await delivered('endless');
  expect(taken).toBe(true);
  expect(await waitingIn(world)).toBe(0);
});

async function delivered(answer: Answer): Promise<Arrival> {
  const receiver = await world.receiver(() => answer);
  world.relay(receiver);
  await world.store.append('anna', consentGiven('newsletter'));
  await until(async () => receiver.arrivals.length > 0 && (await waitingIn(world)) === 0);
  const [arrival] = receiver.arrivals;
  if (arrival === undefined) throw new Error('Nothing came');
  return arrival;
}
