import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWebhooks } from './webhooks-file.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lawful-webhooks-'));
});
afterAll(() => rm(directory, { recursive: true }));

test.each([
  ['no JSON', 'secret-value'],
  ['no array', '{"secret-value":1}'],
  ['no entries', '[]'],
  ['an entry without secrets', JSON.stringify([{ ...entry(), secrets: undefined }])],
  ['an entry with something else', JSON.stringify([{ ...entry(), retries: 'secret-value' }])],
  ['a secret that is none', JSON.stringify([entry({ secrets: ['secret-value'] })])],
  ['an address that anybody can listen to', JSON.stringify([entry({ url: 'http://crm.example' })])],
  ['a topic that there is not', JSON.stringify([entry({ topics: ['secret-value'] })])],
])('refuses a file with %s, and repeats nothing of it', async (_, text) => {
  const error = await read(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('secret-value');
});

test('reads receivers by name, topics and tenant', async () => {
  const found = await read(JSON.stringify([entry(), entry({ name: 'mailer', tenant: 'acme' })]));
  expect(found.map(({ name, topics, tenant }) => ({ name, topics, tenant }))).toEqual([
    { name: 'crm', topics: ['consent.*'], tenant: undefined },
    { name: 'mailer', topics: ['consent.*'], tenant: 'acme' },
  ]);
});

async function read(text: string): ReturnType<typeof readWebhooks> {
  const path = join(directory, 'webhooks.json');
  await writeFile(path, text);
  return readWebhooks({ env: { LAWFUL_WEBHOOKS: path } });
}

function entry(more: object = {}): object {
  const secrets = [`whsec_${randomBytes(32).toString('base64')}`];
  return { name: 'crm', url: 'https://crm.example/hook', secrets, topics: ['consent.*'], ...more };
}
