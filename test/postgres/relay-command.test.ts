import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { consentGiven } from '@lawful/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OutboxWorld, SECRET, startOutboxWorld, until } from './outbox-world.ts';

let world: OutboxWorld;
let directory: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  world = await startOutboxWorld();
  directory = await mkdtemp(join(tmpdir(), 'lawful-relay-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world.tidy();
  await world.stop();
  await rm(directory, { recursive: true });
});

test('lawful relay without a file of receivers says so and ends', async () => {
  const relay = startRelay({ LAWFUL_WEBHOOKS: join(directory, 'nothing.json') });
  expect(await relay.exit).toBe(2);
  expect(relay.text()).toContain('LAWFUL_WEBHOOKS');
});

test('lawful relay sends what waits until SIGTERM, then finishes what is under way', async () => {
  const receiver = await world.receiver(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return 204;
  });
  const webhook = { name: 'crm', url: receiver.url, secrets: [SECRET], topics: ['consent.*'] };
  await writeFile(join(directory, 'webhooks.json'), JSON.stringify([webhook]), { mode: 0o600 });
  const relay = startRelay({ LAWFUL_WEBHOOKS: join(directory, 'webhooks.json') });
  await until(() => relay.text().includes('relaying to crm'));
  await world.store.append('anna', consentGiven('newsletter'));
  await until(() => receiver.arrivals.length === 1);
  relay.end();
  expect(await relay.exit).toBe(0);
  expect(receiver.taken()).toHaveLength(1);
  expect(await world.outbox.waiting()).toMatchObject([{ messages: 0 }]);
});

function startRelay(env: Readonly<Record<string, string>>) {
  const packageJson = createRequire(import.meta.url).resolve('@lawful/cli/package.json');
  const main = join(dirname(packageJson), 'src/lawful.ts');
  const child = spawn(process.execPath, ['--conditions=@lawful/source', main, 'relay'], {
    env: { DATABASE_URL: world.server.url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return {
    text: () => text,
    exit: new Promise<number | null>((done) => child.once('exit', done)),
    end: () => child.kill('SIGTERM'),
  };
}
