import { PGlite } from '@electric-sql/pglite';
import type { InvalidationsEnd, InvalidationsUnderTest } from '@lawful/core/testing';
import {
  type DatabaseSource,
  databaseOf,
  type Invalidations,
  notifyInvalidations,
  type Session,
} from '@lawful/postgres';
import { redisInvalidations } from '@lawful/postgres/redis';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A transport whose connections go through a network that can fail. */
export interface ProxiedTransport extends InvalidationsUnderTest {
  readonly proxy: TcpProxy;
  /** What the poll of a real installation does all the time: asks the database on every listener's connection. */
  poll(): Promise<void>;
}

/** NOTIFY of the PostgreSQL at `url`; `otherUrl` is another database of it. */
export async function notifyUnderTest(url: string, otherUrl: string): Promise<ProxiedTransport> {
  const proxied = new URL(url);
  const proxy = await startTcpProxy(Number(proxied.port));
  proxied.port = `${proxy.port}`;
  const here = notifyEnd(new Pool({ connectionString: proxied.href }));
  const elsewhere = notifyEnd(new Pool({ connectionString: otherUrl }));
  return {
    ...here,
    elsewhere,
    proxy,
    cut: proxy.cut,
    close: async () => {
      await here.close();
      await elsewhere.close();
      await proxy.close();
    },
  };
}

/**
 * NOTIFY of an embedded PGlite, which has no network to cut: it is closed, and the next poll finds that out. Starting
 * one takes seconds, so `databases` keeps them between tests and the closed one is replaced.
 */
export function pgliteUnderTest(databases: [PGlite, PGlite]): InvalidationsUnderTest {
  const [pglite, other] = databases;
  const [here, elsewhere] = [notifyEnd(pglite), notifyEnd(other)];
  return {
    ...here,
    elsewhere,
    cut: async () => {
      await pglite.close();
      databases[0] = new PGlite();
      await here.poll();
    },
    close: async () => {
      await here.close();
      await elsewhere.close();
    },
  };
}

/** The Redis at `port`. */
export async function redisUnderTest(port: number): Promise<ProxiedTransport> {
  const proxy = await startTcpProxy(port);
  const redis = new Redis({ host: '127.0.0.1', port: proxy.port });
  redis.on('error', () => {});
  const here = redisEnd(redisInvalidations(redis));
  const elsewhere = redisEnd(redisInvalidations(redis, { prefix: 'another' }));
  return {
    ...here,
    elsewhere,
    proxy,
    inject: async (raw) => void (await redis.publish('lawful:subject-state', raw)),
    poll: async () => {},
    cut: proxy.cut,
    close: async () => {
      await here.close();
      await elsewhere.close();
      redis.disconnect();
      await proxy.close();
    },
  };
}

/** Redis goes through no database: a transport that asks for one fails. */
export const noSession: Session = {
  query: () => Promise.reject(new Error('This transport must not use the database')),
  listen: () => Promise.reject(new Error('This transport must not use the database')),
  onLost: () => {
    throw new Error('This transport must not use the database');
  },
  close: () => Promise.resolve(),
};

/** An end that stops listening when the test is over: its connections end then, and that is no loss. */
interface ClosableEnd extends InvalidationsEnd {
  close(): Promise<void>;
}

function redisEnd(transport: Invalidations): ClosableEnd {
  const stops: (() => Promise<void>)[] = [];
  return {
    publish: (changes) => transport.publish(changes, noSession),
    listen: async (heard, lost) => {
      const stop = await transport.listen(heard, lost, noSession);
      stops.push(stop);
      return stop;
    },
    close: async () => {
      for (const stop of stops) await stop();
    },
  };
}

interface NotifyEnd extends ClosableEnd {
  inject(raw: string): Promise<void>;
  poll(): Promise<void>;
}

function notifyEnd(source: DatabaseSource): NotifyEnd {
  const database = databaseOf(source);
  const transport = notifyInvalidations();
  const listeners: Session[] = [];
  let sender: Promise<Session> | undefined;
  const sending = async (): Promise<Session> => {
    sender ??= database.session();
    const session = await sender;
    session.onLost(() => {
      sender = undefined;
    });
    return session;
  };
  return {
    publish: async (changes) => transport.publish(changes, await sending()),
    listen: async (heard, lost) => {
      const session = await database.session();
      listeners.push(session);
      return transport.listen(heard, lost, session);
    },
    inject: async (raw) => {
      await (await sending()).query("select pg_notify('lawful_subject_state', $1)", [raw]);
    },
    poll: async () => {
      await Promise.allSettled(listeners.map((session) => session.query('select 1 as one')));
    },
    close: async () => {
      await Promise.all(listeners.map((session) => session.close()));
      await (await sender)?.close();
      if ('end' in source) await source.end();
    },
  };
}
