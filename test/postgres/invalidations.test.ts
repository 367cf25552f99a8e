import { PGlite } from '@electric-sql/pglite';
import { describeInvalidations } from '@lawful/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { describeWithRedis, type RedisServer, startRedis } from './redis.ts';
import {
  notifyUnderTest,
  type ProxiedTransport,
  pgliteUnderTest,
  redisUnderTest,
} from './transports.ts';

const change = { key: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', epoch: 7 };

describe('changes travel by NOTIFY of PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.query('create database another');
  });
  afterAll(() => postgres.stop());
  const create = () => {
    const another = new URL(postgres.url);
    another.pathname = '/another';
    return notifyUnderTest(postgres.url, another.href);
  };

  describeInvalidations({ test, expect }, create);
  describeBadNetwork(create);
});

describe('changes travel by NOTIFY of PGlite', () => {
  let databases: [PGlite, PGlite];
  beforeAll(async () => {
    databases = [await PGlite.create(), await PGlite.create()];
  });
  afterAll(async () => {
    for (const pglite of databases) await pglite.close();
  });

  // The test after one that closes the database starts another, which takes its time.
  const patient = (name: string, run: () => void | Promise<void>): void => test(name, run, 60_000);
  describeInvalidations({ test: patient, expect }, () => pgliteUnderTest(databases));
});

describeWithRedis('changes travel by Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  const create = () => redisUnderTest(server.port);

  describeInvalidations({ test, expect }, create);
  describeBadNetwork(create);
});

/** What only a real network can do. */
function describeBadNetwork(create: () => Promise<ProxiedTransport>): void {
  const withTransport = async (run: (transport: ProxiedTransport) => Promise<void>) => {
    const transport = await create();
    try {
      await run(transport);
    } finally {
      await transport.close();
    }
  };

  test('a connection that has gone silent is told as lost within three seconds, once', () =>
    withTransport(async (transport) => {
      let lost = 0;
      await transport.listen(untold, () => lost++);
      transport.proxy.stall();
      const stalledAt = performance.now();
      const polling = transport.poll();
      await expect.poll(() => lost, { timeout: 3_000, interval: 20 }).toBe(1);
      expect(performance.now() - stalledAt).toBeLessThan(3_000);
      await polling;
      transport.proxy.resume();
      await transport.poll();
      await new Promise((resume) => setTimeout(resume, 100));
      expect(lost).toBe(1);
    }));

  test('publishing into silence ends in time', () =>
    withTransport(async (transport) => {
      await transport.publish([change]);
      transport.proxy.stall();
      const asked = performance.now();
      await expect(transport.publish([change])).rejects.toThrow();
      expect(performance.now() - asked).toBeLessThan(2_000);
    }));

  test('listening into silence ends in time', () =>
    withTransport(async (transport) => {
      await transport.publish([change]);
      transport.proxy.stall();
      const asked = performance.now();
      await expect(transport.listen(untold, untold)).rejects.toThrow();
      expect(performance.now() - asked).toBeLessThan(3_000);
    }));

  test('after a cut one listens again, and hears', () =>
    withTransport(async (transport) => {
      let lost = 0;
      await transport.listen(untold, () => lost++);
      transport.proxy.cut();
      await expect.poll(() => lost, { timeout: 3_000 }).toBe(1);
      const heard: unknown[] = [];
      await transport.listen((changes) => heard.push(...changes), untold);
      await transport.publish([change]);
      await expect.poll(() => heard).toContainEqual(change);
    }));

  test('a slow network is slow, and no loss', () =>
    withTransport(async (transport) => {
      const heard: unknown[] = [];
      await transport.listen((changes) => heard.push(...changes), untold);
      await transport.publish([{ ...change, epoch: 1 }]);
      transport.proxy.delay(300);
      await transport.publish([change]);
      await expect.poll(() => heard, { timeout: 3_000 }).toContainEqual(change);
      await transport.poll();
      await new Promise((resume) => setTimeout(resume, 2_500));
      await transport.poll();
    }));
}

/** Must not be called. */
function untold(): never {
  throw new Error('Nothing was to be told here');
}
