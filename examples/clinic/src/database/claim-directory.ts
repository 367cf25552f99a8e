import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Makes this process the only one that uses `directory` and returns how to give it up. The claim is a
 * local socket, so that it ends with the process however that ends.
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  const address = socketAddress(resolve(directory));
  const server = (await listen(address)) ?? (await takeOver(address));
  if (server === undefined) {
    throw new Error('DATA_DIR is in use by another running practice: stop it, or choose another');
  }
  server.unref();
  return () => new Promise((done) => server.close(() => done()));
}

function socketAddress(directory: string): string {
  const name = `clinic-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((peer) => peer.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : fail(error),
    );
    server.listen(address, () => done(server));
  });
}

/** A socket file (elsewhere than on Linux and Windows) outlives a crash: if nobody answers, it is ours. */
async function takeOver(address: string): Promise<Server | undefined> {
  if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  if (await answers(address)) return undefined;
  await rm(address, { force: true });
  return listen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const peer = connect(address, () => done(true));
    peer.once('error', () => done(false));
    peer.once('connect', () => peer.destroy());
  });
}
