import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DynamicModule, INestApplicationContext, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Answer, type NoAnswer, send } from '../scenarios/client.ts';
import { PLATFORMS, QUIET } from './serving.ts';

const repository = join(import.meta.dirname, '../..');
const run = promisify(execFile);

// A compiler runs in a process of its own, which a busy machine may delay.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let page = '';
let files: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  page = await readFile(join(repository, 'docs/nest.md'), 'utf8');
  folder = await mkdtemp(join(import.meta.dirname, '.docs-'));
  const blocks = [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)];
  for (const [, name = '', code = ''] of blocks) await writeFile(join(folder, name), code);
  files = blocks.map(([, name = '']) => name);
});

afterAll(() => rm(folder, { recursive: true }));

test('every block of docs/nest.md is a file, and they compile as they stand', async () => {
  expect(page.match(/^```ts$/gm)).toHaveLength(files.length);
  const config = { extends: '../../tsconfig.json', files, include: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  expect(await compiled()).toBe('');
  // A purpose that the page does not declare would be noticed.
  await writeFile(join(folder, 'misspelt.ts'), MISSPELT);
  const wrong = { ...config, files: [...files, 'misspelt.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(wrong));
  expect(await compiled()).toMatch(/^\S*misspelt\.ts\(2,39\): error/);
});

test.each(PLATFORMS)(
  'the application of docs/nest.md answers as its table says, on %s',
  async (_name, platform) => {
    const { AppModule }: { AppModule: Type } = await import(join(folder, 'app.ts'));
    const adapter = platform === 'express' ? new ExpressAdapter() : new FastifyAdapter();
    const app = await NestFactory.create(AppModule, adapter, QUIET);
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const told = rows(page);
    expect(told.length).toBe(10);
    for (const { method, path, body, status, answer } of told) {
      const got = await send({
        method,
        url: url + path,
        headers: {
          authorization: 'Bearer demo-ada',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      });
      expect({ method, path, body, status: statusOf(got) }).toEqual({ method, path, body, status });
      if (answer !== undefined && /^[{[]/.test(answer))
        expect(JSON.parse(textOf(got))).toEqual(JSON.parse(answer));
      else if (answer !== undefined)
        expect(JSON.parse(textOf(got)).type).toMatch(new RegExp(`/${answer}$`));
    }
    await app.close();
  },
);

test('the job of docs/nest.md runs with consent only, and is decided when it runs', async () => {
  const { AppModule }: { AppModule: Type } = await import(join(folder, 'app.ts'));
  const { Reminders }: { Reminders: Type<RemindersOfPage> } = await import(
    join(folder, 'reminders.ts')
  );
  const { privacy } = await import(join(folder, 'privacy.ts'));
  const module: DynamicModule = {
    module: class Worker {},
    imports: [AppModule],
    providers: [Reminders],
  };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(module, QUIET);
  const reminders = app.get(Reminders);
  const job = { customerId: 'grace' };
  await expect(reminders.remind(job)).rejects.toMatchObject({ code: 'consent-required' });
  const evidence = { noticeVersion: '1', language: 'en', indication: 'checkbox#newsletter' };
  await privacy.rights.give('grace', 'newsletter', evidence);
  await reminders.remind(job);
  await privacy.rights.withdraw('grace', 'newsletter');
  await expect(reminders.remind(job)).rejects.toMatchObject({ code: 'consent-required' });
  expect(reminders.sent).toEqual(['grace for grace']);
  await app.close();
});

test('the logger of docs/nest.md is one of Nest', async () => {
  const { logger }: { logger: LoggerService } = await import(join(folder, 'logger.ts'));
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  logger.log('started', 'Main');
  vi.mocked(process.stdout.write).mockRestore();
  expect(JSON.parse(lines.join(''))).toMatchObject({ message: 'started', context: 'Main' });
});

test('adoption takes as little as docs/nest.md says, and no service is touched', () => {
  const [, app = ''] = /^```ts\n\/\/ app\.ts\n(.*?)^```$/ms.exec(page) ?? [];
  const lines = app.split('\n').filter((line) => /[a-z]/.test(line) && !/^\s*import/.test(line));
  expect(lines.length).toBeLessThanOrEqual(20);
  const [, service = ''] = /^```ts\n\/\/ orders\.service\.ts\n(.*?)^```$/ms.exec(page) ?? [];
  expect(service).toContain('@Injectable()');
  expect(service).not.toContain('lawful');
});

const MISSPELT = `import { Processing } from '@lawful/nest';
export class Controller { @Processing('oder') one(): void {} }
`;

interface RemindersOfPage {
  readonly sent: readonly string[];
  remind(job: { readonly customerId: string }): Promise<void>;
}

/** What the compiler says. */
async function compiled(): Promise<string> {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [compiler, '--noEmit', '-p', folder]).then(
    () => '',
    (error: unknown) => String(Reflect.get(Object(error), 'stdout')),
  );
}

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

function statusOf(answer: Answer | NoAnswer): unknown {
  return typeof answer === 'string' ? answer : answer.status;
}

function textOf(answer: Answer | NoAnswer): string {
  return typeof answer === 'string' ? answer : answer.text;
}
