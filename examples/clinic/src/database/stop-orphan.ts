import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

const PATIENCE_MS = 10_000;

/**
 * Stops a server that has outlived the process that started it: one that was killed could not stop it. Only a server
 * that takes our password and has its files in `databaseDir` is stopped; a process number alone proves nothing.
 */
export async function stopOrphan(databaseDir: string, password: string): Promise<void> {
  const left = await readLeft(databaseDir);
  if (left === undefined || !(await isOurs(databaseDir, left.port, password))) return;
  process.kill(left.pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && (await readLeft(databaseDir)) !== undefined) {
    await setTimeout(50);
  }
}

/** What a running server says of itself: process number in the first line, port in the fourth. */
async function readLeft(
  databaseDir: string,
): Promise<{ readonly pid: number; readonly port: number } | undefined> {
  const text = await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

async function isOurs(databaseDir: string, port: number, password: string): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'clinic',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  // The connection ends with the server.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    return rows[0]?.data_directory === databaseDir;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
