import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportsOf } from '../tools/doc-comments/exports.ts';
import { missingOptionals } from '../tools/lockfile/missing-optionals.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a platform binary that the lockfile leaves out is named', () => {
  const packages = {
    '': {},
    'node_modules/turbo': {
      optionalDependencies: { '@turbo/linux-64': '1', '@turbo/darwin-64': '1' },
    },
    'node_modules/vite/node_modules/@turbo/linux-64': {},
  };
  expect(missingOptionals({ packages })).toEqual(['turbo → @turbo/darwin-64']);
});

test('a public name without a doc comment is found where it is declared', () => {
  given(
    'index.ts',
    `export { a, b as renamed, type C } from './inner.ts';\nexport * from './all.ts';`,
  );
  given(
    'inner.ts',
    `/** Said. */\nexport const a = 1;\nexport const b = 2;\n\ninterface C {}\nexport type { C };`,
  );
  given(
    'all.ts',
    `/** Said. */\n@Sealed()\nexport class D {}\n// not a doc comment\nexport function e() {}`,
  );
  const undocumented = exportsOf(join(folder, 'index.ts')).filter((name) => !name.documented);
  expect(undocumented.map(({ name, line }) => `${name}:${line}`)).toEqual([
    'renamed:3',
    'C:5',
    'e:5',
  ]);
});

test('one documented signature speaks for the overloads of a function', () => {
  given(
    'index.ts',
    `/** Said. */\nexport function f(a: string): void;\nexport function f(a: number): void;\nexport function f() {}`,
  );
  expect(exportsOf(join(folder, 'index.ts')).every(({ documented }) => documented)).toBe(true);
});

function given(name: string, source: string): void {
  writeFileSync(join(folder, name), `${source}\n`);
}
