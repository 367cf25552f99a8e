import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Their blocks are several files of one application; tests of their own compile and run them. */
const ELSEWHERE = ['declaring.md', 'express.md', 'nest.md'];

const pages = (await readdir(join(ROOT, 'docs'))).filter((page) => page.endsWith('.md'));

for (const page of pages.filter((each) => !ELSEWHERE.includes(each))) {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  if (blocks.length === 0) continue;
  test(`the code of docs/${page} runs, block after block`, async () => {
    // Console examples of a page are for its readers.
    const silenced = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')];
    for (const spy of silenced) spy.mockReturnValue();
    await expect(load(page, blocks)).resolves.toBeDefined();
    for (const spy of silenced) spy.mockRestore();
  });
}

test('a page whose code does not run would be noticed', async () => {
  await expect(
    load('control.md', ["import { nothing } from '@lawful/core';", 'nothing();']),
  ).rejects.toThrow();
});

test('every link between the pages leads somewhere', async () => {
  const known = new Set([
    ...pages.map((page) => `docs/${page}`),
    'ARCHITECTURE.md',
    'packages/core',
    'packages/express',
    'packages/nest',
    'packages/postgres',
    'packages/cli',
  ]);
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  for (const [, target = ''] of readme.matchAll(/\]\(([^)#:]+)\)/g))
    expect(known).toContain(target);
  for (const page of pages) {
    const text = await readFile(join(ROOT, 'docs', page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([\w.-]+\.md)[)#]/g))
      expect(known).toContain(`docs/${target}`);
  }
});

async function load(page: string, blocks: readonly string[]): Promise<unknown> {
  const folder = join(import.meta.dirname, '.generated');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${page.replace('.md', '')}.ts`);
  await writeFile(file, blocks.join('\n'));
  return import(file);
}
