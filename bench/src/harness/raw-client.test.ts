import type { RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen } from './listen.ts';
import { openRawClient, type RawClient } from './raw-client.ts';

const request = Buffer.from('GET / HTTP/1.1\r\nhost: bench\r\n\r\n');
const opened: { server?: Listening; client?: RawClient } = {};

afterEach(() => {
  opened.client?.close();
  opened.server?.close();
});

test('counts exactly the answers that it was asked for', async () => {
  let seen = 0;
  const client = await givenClient((_request, response) => {
    seen += 1;
    response.setHeader('content-length', '2').end('ok');
  });
  await client.drive(21);
  await client.drive(3);
  expect(seen).toBe(24);
});

test('waits for an answer that comes in pieces', async () => {
  const client = await givenClient((_request, response) => {
    response.setHeader('content-length', '6').write('one');
    setTimeout(() => response.end('two'), 5);
  });
  await expect(client.drive(8)).resolves.toBeUndefined();
});

test('refuses to count anything but success', async () => {
  const client = await givenClient((_request, response) => {
    response.writeHead(403, { 'content-length': '0' }).end();
  });
  await expect(client.drive(1)).rejects.toThrow('403');
});

test('refuses an answer without a length', async () => {
  const client = await givenClient((_request, response) => {
    response.write('in ');
    response.end('chunks');
  });
  await expect(client.drive(1)).rejects.toThrow('content-length');
});

async function givenClient(listener: RequestListener): Promise<RawClient> {
  opened.server = await listen(listener);
  opened.client = await openRawClient(opened.server.port, request);
  return opened.client;
}
