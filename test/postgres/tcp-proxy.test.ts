import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** What the tests of a bad network rest on: a proxy that let bytes through would make them pass for nothing. */
let server: Server;
let proxy: TcpProxy;
let served: { socket: Socket; heard: string; ended: boolean; error: string }[];
const clients: Socket[] = [];

beforeEach(async () => {
  served = [];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    const seen = { socket, heard: '', ended: false, error: '' };
    served.push(seen);
    socket.on('data', (bytes) => {
      seen.heard += bytes;
      socket.write(bytes);
    });
    socket.on('end', () => {
      seen.ended = true;
      socket.end();
    });
    socket.on('error', (error) => {
      seen.error = `${'code' in error && error.code}`;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startTcpProxy((server.address() as AddressInfo).port);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  for (const { socket } of served) socket.destroy();
  server.close();
});

test('bytes and the end of them pass both ways', async () => {
  const client = await connected();
  client.socket.end('hello');
  await expect
    .poll(() => [client.heard(), client.ended(), served[0]?.ended])
    .toEqual(['hello', true, true]);
  await expect.poll(() => proxy.connections).toBe(0);
});

test('a cut resets both sides, and new connections go on', async () => {
  const client = await connected();
  client.socket.write('hello');
  await expect.poll(client.heard).toBe('hello');
  proxy.cut();
  await expect.poll(() => [client.error(), served[0]?.error]).toEqual(['ECONNRESET', 'ECONNRESET']);
  const next = await connected();
  next.socket.write('again');
  await expect.poll(next.heard).toBe('again');
});

test('in silence nothing passes, not even an end, until it passes in order', async () => {
  const client = await connected();
  client.socket.write('a');
  await expect.poll(client.heard).toBe('a');
  proxy.stall();
  client.socket.write('b');
  served[0]?.socket.write('c');
  client.socket.end();
  const late = await connected();
  late.socket.write('late');
  await pause(150);
  expect([client.heard(), served[0]?.heard, served[0]?.ended, client.error()]).toEqual([
    'a',
    'a',
    false,
    '',
  ]);
  expect([late.heard(), served.length]).toEqual(['', 1]);
  proxy.resume();
  await expect.poll(client.heard).toBe('acb');
  await expect.poll(() => [client.ended(), late.heard()]).toEqual([true, 'late']);
});

test('silence can be cut', async () => {
  const client = await connected();
  client.socket.write('a');
  await expect.poll(client.heard).toBe('a');
  proxy.stall();
  proxy.cut();
  await expect.poll(() => [client.error(), served[0]?.error]).toEqual(['ECONNRESET', 'ECONNRESET']);
});

test('a delay is kept each way, and no byte overtakes another when it ends', async () => {
  const client = await connected();
  proxy.delay(100);
  const asked = performance.now();
  client.socket.write('slow');
  await pause(20);
  proxy.delay(0);
  client.socket.write('quick');
  await expect.poll(client.heard).toBe('slowquick');
  expect(performance.now() - asked).toBeGreaterThanOrEqual(99);
});

test('where nobody answers behind it, a connection is reset', async () => {
  const nowhere = await startTcpProxy(1);
  const client = await connected(nowhere.port);
  await expect.poll(client.error).toBe('ECONNRESET');
  await nowhere.close();
});

async function connected(port = proxy.port) {
  const socket = new Socket({ allowHalfOpen: true });
  clients.push(socket);
  let [heard, error, ended] = ['', '', false];
  socket.on('data', (bytes) => {
    heard += bytes;
  });
  socket.on('end', () => {
    ended = true;
  });
  socket.on('error', (it) => {
    error = `${'code' in it && it.code}`;
  });
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return { socket, heard: () => heard, error: () => error, ended: () => ended };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
