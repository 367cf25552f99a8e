import { consentGiven, consentWithdrawn } from '@lawful/core/testing';
import { createOutbox } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OutboxWorld, startOutboxWorld, until, waitingIn } from './outbox-world.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let world: OutboxWorld;
let proxy: TcpProxy;
let pool: Pool;

beforeAll(async () => {
  world = await startOutboxWorld();
  const url = new URL(world.server.url);
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  pool = new Pool({ connectionString: url.href, connectionTimeoutMillis: 1_000 });
  pool.on('error', () => {});
  // One that is being ended may still hear that the server stops.
  pool.on('connect', (client) => client.on('error', () => {}));
});
afterEach(() => world.tidy());
afterAll(async () => {
  await pool.end();
  await proxy.close();
  await world.stop();
});

test('while connections to the database are cut again and again, everything arrives, in order', async () => {
  const receiver = await world.receiver();
  const outbox = createOutbox(pool);
  const subjects = ['anna', 'bea', 'cleo', 'dora'];
  for (const subject of subjects)
    for (let at = 0; at < 10; at++)
      await world.store.append(
        subject,
        at % 2 === 0 ? consentGiven('newsletter') : consentWithdrawn('newsletter'),
      );
  const cutting = setInterval(() => proxy.cut(), 50);
  world.relay(receiver, { sendTimeout: 200 }, { outbox });
  world.relay(receiver, { sendTimeout: 200 }, { outbox });
  await until(() => world.incidents.length > 0);
  setTimeout(() => clearInterval(cutting), 500);
  await until(async () => (await waitingIn(world)) === 0, 18_000);
  for (const subject of subjects) {
    const seen = receiver.arrivals.filter((it) => it.data.subject === subject);
    const numbers = seen.map((it) => it.data.sequence ?? 0);
    expect([...new Set(numbers)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  }
  expect(new Set(world.incidents.map((it) => it.kind))).toEqual(new Set(['outbox-unreachable']));
});

test('an operator who cannot be told does not stop what is sent', async () => {
  let down = true;
  const receiver = await world.receiver(() => (down ? 500 : 204));
  const told: string[] = [];
  const listen = (warning: Error): void => void told.push(warning.message);
  process.on('warning', listen);
  const onIncident = (): never => {
    throw new Error('nobody at home');
  };
  world.relay(receiver, { reportAfter: 1, onIncident });
  await world.store.append('erin', consentGiven('newsletter'));
  await until(() => told.length > 0);
  down = false;
  await until(() => receiver.taken().length === 1);
  process.off('warning', listen);
  expect(told[0]).toMatch(/^Outbox, destination crm, message [0-9a-f-]{36}: message-undelivered/);
});
