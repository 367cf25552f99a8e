import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

export interface Listening {
  readonly port: number;
  close(): void;
}

/** Serves on a free loopback port. */
export async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  // The default would close idle connections between two blocks of the same variant.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    port: address.port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
