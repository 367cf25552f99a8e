import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { answerUnreadable } from './http/unreadable.ts';

/** Requests under way get this long to finish when the server stops. */
const DRAIN_MS = 10_000;

/** A server that accepts requests. */
export interface Listening {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Accepts nothing new, lets requests under way finish, then resolves. */
  drain(): Promise<void>;
}

/** Listens; rejects if the address cannot be had. */
export async function listen(
  app: Express,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(app);
  answerUnreadable(server);
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
  return { url: urlOf(server), drain: () => drain(server) };
}

function urlOf(server: Server): string {
  // A server that listens on TCP has an address of this shape; pipes, which have not, are not used here.
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function drain(server: Server): Promise<void> {
  // A connection that its client keeps alive becomes idle only once its request is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((done) => server.close(() => done()));
  clearInterval(sweep);
  clearTimeout(deadline);
}
