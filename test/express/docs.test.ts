import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { send } from '../scenarios/client.ts';

const repository = join(import.meta.dirname, '../..');
const run = promisify(execFile);

// A compiler runs in a process of its own, which a busy machine may delay.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let page = '';

beforeAll(async () => {
  page = await readFile(join(repository, 'docs/express.md'), 'utf8');
  folder = await mkdtemp(join(import.meta.dirname, '.docs-'));
  for (const [, name = '', code = ''] of page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)) {
    await writeFile(join(folder, name), code);
  }
});

afterAll(() => rm(folder, { recursive: true }));

test('the code of docs/express.md compiles as it stands', async () => {
  const config = { extends: '../../tsconfig.json', files: ['app.ts', 'privacy.ts'], include: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '--noEmit', '-p', folder]).catch((error: unknown) => {
    expect.fail(String(Reflect.get(Object(error), 'stdout')));
  });
});

test('the application of docs/express.md answers as its table says', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const { app }: { app: RequestListener } = await import(join(folder, 'app.ts'));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Object(server.address());
  const told = rows(page);
  expect(told.length).toBe(8);
  for (const { method, path, body, status, answer } of told) {
    const got = await send({
      method,
      url: `http://127.0.0.1:${port}${path}`,
      headers: { authorization: 'Bearer demo-ada', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    const { status: seen, text } = Object(got);
    expect({ method, path, status: seen }).toEqual({ method, path, status });
    if (answer?.startsWith('{')) expect(JSON.parse(text)).toEqual(JSON.parse(answer));
    else if (answer !== undefined) expect(JSON.parse(text).type).toMatch(new RegExp(`/${answer}$`));
  }
  server.close();
  server.closeAllConnections();
});

test('the application of docs/express.md is as short as it says', () => {
  const [, code = ''] = /^```ts\n\/\/ app\.ts\n(.*?)^```$/ms.exec(page) ?? [];
  const lines = code
    .split('\n')
    .filter((line) => /[a-z]/.test(line) && !/^\s*(\/\/|import)/.test(line));
  expect(lines.length).toBeLessThanOrEqual(20);
});

/** The rows of the table of requests and answers. */
function rows(text: string) {
  const row = /^\| `(GET|POST|PUT|DELETE) (\S+)`(?: `(.*?)`)? \| (\d{3})(?: `(.*?)`)? \|$/gm;
  return [...text.matchAll(row)].map(([, method = '', path = '', body, status, answer]) => ({
    method,
    path,
    body,
    status: Number(status),
    answer,
  }));
}
