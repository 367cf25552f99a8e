import type { Redis, RedisOptions } from 'ioredis';
import { decodeChanges, encodeChanges } from './message.ts';
import type { InvalidationsOptions } from './notify.ts';
import type { Invalidations } from './transport.ts';

/** How changes travel through Redis. */
export interface RedisInvalidationsOptions extends InvalidationsOptions {
  /** The channel is `<prefix>:subject-state`; installations that share a Redis differ in it. Default `lawful`. */
  readonly prefix?: string | undefined;
}

/** How long Redis may take to answer, and how often a subscriber asks whether it is still there. Milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Invalidations by Redis' publish and subscribe, for fleets in which the commit lock of NOTIFY would hurt. Nothing
 * is stored there, and what passes is pseudonyms and numbers.
 *
 * Publishes on `redis`, the application's own connection, which is never closed, and subscribes on a duplicate of
 * it, which does not reconnect: it is lost as soon as it ends or does not answer for two seconds.
 *
 * @param redis a connection of ioredis to one Redis or through its Sentinels; not a Cluster.
 * @example
 * postgresSubjectStore(pool, { invalidations: redisInvalidations(new Redis(url), { prefix: 'shop' }) });
 */
export function redisInvalidations(
  redis: Redis,
  { prefix = 'lawful', onMalformed }: RedisInvalidationsOptions = {},
): Invalidations {
  const channel = `${prefix}:subject-state`;
  return {
    name: 'redis',
    publish: async (changes) => {
      // While Redis is away, ioredis keeps messages for later. They do no harm then, but nobody waits for them.
      await inTime(Promise.all(encodeChanges(changes).map((it) => redis.publish(channel, it))));
    },
    listen: async (heard, lost) => {
      const subscriber = redis.duplicate(ofItsOwn);
      const hear = (message: string): void => {
        const { changes, malformed } = decodeChanges(message);
        if (malformed > 0) onMalformed?.(malformed);
        if (changes.length > 0) heard(changes);
      };
      return subscribe(subscriber, channel, hear, lost);
    },
  };
}

/** What a subscriber does not take over from the application's connection. */
const ofItsOwn: RedisOptions = {
  lazyConnect: true,
  retryStrategy: () => null,
  connectionName: 'lawful',
  connectTimeout: PATIENCE_MS,
  // A channel belongs to no database.
  db: 0,
  enableAutoPipelining: false,
};

/** Owns `subscriber`: closes it whatever happens. */
async function subscribe(
  subscriber: Redis,
  channel: string,
  heard: (message: string) => void,
  lost: () => void,
): Promise<() => Promise<void>> {
  let open = true;
  let listening = false;
  let reason: unknown;
  let pulse: NodeJS.Timeout | undefined;
  const end = (): void => {
    open = false;
    clearInterval(pulse);
    if (subscriber.status !== 'end') subscriber.disconnect();
  };
  const lose = (): void => {
    if (!open) return;
    end();
    // Before it listened, the one who waits for it is told by the rejection.
    if (listening) lost();
  };
  for (const event of ['close', 'end']) subscriber.on(event, lose);
  subscriber.on('error', (error) => {
    reason ??= error;
    lose();
  });
  subscriber.on('message', (_, message) => {
    if (open) heard(message);
  });
  try {
    await inTime(subscriber.connect().then(() => subscriber.subscribe(channel)));
    if (!open) throw new Error('Redis closed the connection');
  } catch (error) {
    end();
    throw reason ?? error;
  }
  listening = true;
  pulse = takePulse(subscriber, lose);
  return async () => end();
}

/** A half-open connection never ends by itself: a ping that goes unanswered until the next is due ends it. */
function takePulse(subscriber: Redis, lose: () => void): NodeJS.Timeout {
  let answered = true;
  const judge = (): void => {
    if (!answered) lose();
  };
  return setInterval(() => {
    // Where this process was busy itself, the answer lies there unread: read it first.
    if (!answered) return void setImmediate(judge);
    answered = false;
    subscriber.ping().then(() => {
      answered = true;
    }, lose);
  }, PATIENCE_MS);
}

/** Within a second. As with the pulse, an answer that lies there unread counts as given. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = (): void => reject(new Error('Redis did not answer in time'));
    timer = setTimeout(() => setImmediate(refuse), PATIENCE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
