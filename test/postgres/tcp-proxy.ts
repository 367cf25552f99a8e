import { once } from 'node:events';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bad network on purpose, between a client on this machine and a server on this machine. */
export interface TcpProxy {
  /** Connect to this one, on 127.0.0.1. */
  readonly port: number;
  /** How many connections are open. */
  readonly connections: number;
  /** Resets every open connection, both ways: each side sees ECONNRESET. New ones are accepted. */
  cut(): void;
  /** Half-open: connections stay, and are accepted, but no byte passes either way and nobody is told of an end. */
  stall(): void;
  /** What was held passes, in order; from then on everything does. */
  resume(): void;
  /** Every byte is this many milliseconds late each way, from now on. 0: none. */
  delay(milliseconds: number): void;
  /** Cuts everything and accepts nothing further. */
  close(): Promise<void>;
}

/** The weather over all connections of one proxy. */
interface Weather {
  delay: number;
  /** Resolves while bytes may pass. */
  clear: Promise<void>;
}

/** Forwards a free port of 127.0.0.1 to `target` on 127.0.0.1. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const weather: Weather = { delay: 0, clear: Promise.resolve() };
  const pairs = new Set<readonly [Socket, Socket]>();
  let resume = (): void => {};
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = new Socket({ allowHalfOpen: true });
    upstream.setNoDelay(true);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const forget = (): void => {
      if (client.destroyed && upstream.destroyed) pairs.delete(pair);
    };
    client.once('close', forget);
    upstream.once('close', forget);
    const connected = weather.clear.then(() => {
      // Cut before it could begin.
      if (client.destroyed) return void upstream.destroy();
      upstream.connect(target, '127.0.0.1');
    });
    carry(client, upstream, weather, connected);
    carry(upstream, client, weather, connected);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) reset(socket);
  };
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return pairs.size;
    },
    cut,
    stall: () => {
      resume();
      weather.clear = new Promise((done) => {
        resume = done;
      });
    },
    resume: () => resume(),
    delay: (milliseconds) => {
      weather.delay = milliseconds;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}

/** Carries bytes and endings one way, in order, whatever the weather. */
function carry(from: Socket, to: Socket, weather: Weather, connected: Promise<void>): void {
  let queue = connected;
  const pass = (act: () => void): void => {
    const due = performance.now() + weather.delay;
    queue = queue.then(async () => {
      const early = due - performance.now();
      if (early > 0) await sleep(early);
      await weather.clear;
      if (!to.destroyed) act();
    });
  };
  from.on('data', (bytes) => pass(() => to.write(bytes)));
  from.once('end', () => pass(() => to.end()));
  from.on('error', () => pass(() => reset(to)));
}

/** RST where there is somebody to tell; a connection that is being made is simply dropped. */
function reset(socket: Socket): void {
  if (socket.pending || socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
