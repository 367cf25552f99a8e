import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** One project per workspace, found on disk: a new package needs no line here. */
const workspaces = ['packages', 'examples', 'compat']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  .concat('test', 'bench')
  .filter((directory) => existsSync(join(root, directory, 'package.json')));

/** Of what a workspace under `compat` has installed beside the rest, everything that its tests import is that version. */
function versionsOf(directory: string): readonly { find: RegExp; replacement: string }[] {
  if (!directory.startsWith('compat/')) return [];
  const installed = join(root, directory, 'node_modules/@nestjs');
  return readdirSync(installed).map((name) => ({
    find: new RegExp(`^@nestjs/${name}(?=/|$)`),
    replacement: join(installed, name),
  }));
}

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // Tests run from source: no build is needed to run one of them.
  ssr: { resolve: { conditions: ['@lawful/source'] } },
  test: {
    globalSetup: [join(root, 'tools/vitest/require-node.ts')],
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: join(root, '.ci/report.json') }]]
      : ['default'],
    projects: workspaces.map((directory) => ({
      extends: true,
      resolve: { alias: [...versionsOf(directory)] },
      test: {
        name: directory.replace(/^(packages|examples|compat)\//, ''),
        root: join(root, directory),
        include: ['**/*.test.ts'],
        exclude: ['**/node_modules/**', '**/dist/**'],
        testTimeout: 20_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
