import { redisInvalidations } from '@lawful/postgres/redis';
import { Redis, type RedisOptions } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeWithRedis, type RedisServer, startRedis } from './redis.ts';
import { noSession } from './transports.ts';

const change = { key: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', epoch: 7 };

describeWithRedis('the Redis of the application', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  const opened: Redis[] = [];
  afterEach(() => {
    for (const redis of opened.splice(0)) redis.disconnect();
  });
  const given = (options: Omit<RedisOptions, 'replyMapping'> = {}, port = server.port): Redis => {
    const redis = new Redis(port, '127.0.0.1', options);
    redis.on('error', () => {});
    opened.push(redis);
    return redis;
  };
  const clients = async (redis: Redis): Promise<readonly string[]> =>
    `${await redis.client('LIST', 'TYPE', 'PUBSUB')}`.split('\n').filter((it) => it !== '');

  test('without a Redis, neither publishing nor listening waits for one', async () => {
    const nowhere = redisInvalidations(given({}, 1));
    const asked = performance.now();
    await expect(nowhere.publish([change], noSession)).rejects.toThrow();
    await expect(nowhere.listen(untold, untold, noSession)).rejects.toThrow();
    expect(performance.now() - asked).toBeLessThan(3_000);
  });

  test('the connection of the application stays open, the one of ours is closed', async () => {
    const redis = given();
    const stop = await redisInvalidations(redis).listen(() => {}, untold, noSession);
    expect(await clients(redis)).toHaveLength(1);
    await stop();
    await expect.poll(() => clients(redis)).toEqual([]);
    expect(await redis.ping()).toBe('PONG');
  });

  test('the application may give its keys a prefix of their own, and speak the older protocol', async () => {
    const plain = redisInvalidations(given());
    const prefixed = redisInvalidations(given({ keyPrefix: 'shop:', db: 3, protocol: 2 }));
    const heard: unknown[] = [];
    const stop = await prefixed.listen((changes) => heard.push(...changes), untold, noSession);
    await plain.publish([change], noSession);
    await expect.poll(() => heard).toEqual([change]);
    await stop();
  });

  test('a Redis that has ended is told as a loss, and cannot be listened to', async () => {
    const first = await startRedis();
    const redis = given({ retryStrategy: () => 50 }, first.port);
    let lost = 0;
    await redisInvalidations(redis).listen(
      () => {},
      () => lost++,
      noSession,
    );
    await first.stop();
    await expect.poll(() => lost, { timeout: 3_000 }).toBe(1);
    await expect(redisInvalidations(redis).listen(untold, untold, noSession)).rejects.toThrow();
  });

  test('what cannot be read is counted for the operator', async () => {
    const redis = given();
    let malformed = 0;
    const transport = redisInvalidations(redis, {
      onMalformed: (parts) => {
        malformed += parts;
      },
    });
    const stop = await transport.listen(untold, untold, noSession);
    await redis.publish('lawful:subject-state', 'rubbish,rubbish');
    await expect.poll(() => malformed).toBe(2);
    await stop();
  });
});

/** Must not be called. */
function untold(): never {
  throw new Error('Nothing was to be told here');
}
