import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { attributesOf, type LedgerEntry, type Privacy } from '@lawful/core';
import type { Express } from 'express';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

test('the example of the README does what the README says', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const [example = ''] = blocksOf(readme, 'ts');
  const [allowed = '', span = ''] = blocksOf(readme, 'json');
  const [refusal = ''] = blocksOf(readme, 'http');
  const { app, privacy } = await load(example);
  await using site = await serve(app);

  expect(await site.get('/me')).toMatchObject({ status: 200, body: JSON.parse(allowed) });

  const refused = await site.post('/newsletter');
  const [head = '', body = ''] = refusal.split('\n\n');
  expect(`HTTP/1.1 ${refused.status} Forbidden`).toBe(head.split('\n')[0]);
  for (const line of head.split('\n').slice(1)) {
    const [name = '', value] = line.split(/: (.*)/);
    expect(refused.headers.get(name)).toBe(value);
  }
  expect(refused.body).toMatchObject(JSON.parse(body));

  let denied: LedgerEntry | undefined;
  for await (const entry of privacy.ledger.read()) {
    if (entry.record.outcome === 'deny') denied ??= entry;
  }
  expect(denied && attributesOf(denied)).toMatchObject(JSON.parse(span));

  const evidence = { noticeVersion: '1', language: 'en', indication: 'checkbox#newsletter' };
  expect(await site.put('/privacy/consents/newsletter', evidence)).toMatchObject({ status: 200 });
  expect(await site.post('/newsletter')).toMatchObject({
    status: 200,
    body: { id: 'ada', email: 'ada@example.org' },
  });
  expect(await site.delete('/privacy/consents/newsletter')).toMatchObject({ status: 200 });
  expect(await site.post('/newsletter')).toMatchObject({ status: 403 });
  expect(await site.get('/privacy/export?scope=access')).toMatchObject({ status: 200 });
});

test('the README stays short', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

function blocksOf(page: string, language: string): string[] {
  const fence = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...page.matchAll(fence)].map(([, block = '']) => block);
}

async function load(example: string): Promise<{ app: Express; privacy: Privacy }> {
  const folder = join(import.meta.dirname, '.generated');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'readme-example.ts');
  await writeFile(file, example);
  return import(file);
}

async function serve(app: Express) {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'x-demo-subject': 'ada', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string) => ask('POST', path),
    put: (path: string, body: unknown) => ask('PUT', path, body),
    delete: (path: string) => ask('DELETE', path),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
