import { Socket } from 'node:net';
import type { Random } from './random.ts';

/**
 * Makes sockets for connections to PostgreSQL that go by one of several ports of this machine, whatever address is asked
 * for: so that one connection of a process may stall while the others go on.
 */
export function byOneOf(ports: readonly number[], random: Random): () => Socket {
  return () => {
    const socket = new Socket();
    const connect = socket.connect.bind(socket);
    const port = ports[Math.floor(random() * ports.length)] ?? 0;
    return Object.assign(socket, { connect: () => connect(port, '127.0.0.1') });
  };
}
