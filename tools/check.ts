import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/**
 * Everything that is true of this repository besides its tests. Runs every step, shows the output
 * of those that failed, and fails when one did. Names given as arguments select steps.
 */
const packages = readdirSync('packages').map((name) => `packages/${name}`);

const steps: Readonly<Record<string, readonly string[]>> = {
  biome: ['biome check .'],
  types: ['turbo run build typecheck --output-logs=errors-only', 'tsc -p tools'],
  'import-law': ['node tools/import-law/run.ts'],
  'doc-comments': ['node tools/doc-comments/run.ts'],
  lockfile: ['node tools/lockfile/run.ts'],
  knip: ['knip'],
  publint: packages.map((folder) => `publint run ${folder} --strict`),
  attw: packages.map((folder) => `attw --pack ${folder} --profile esm-only`),
};

const wanted = process.argv.slice(2);
const failed: string[] = [];
for (const [step, commands] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(step)) continue;
  const started = performance.now();
  const outputs = commands.map(run).filter((output) => output !== undefined);
  const passed = outputs.length === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${step} (${seconds} s)\n${outputs.join('')}`);
  if (!passed) failed.push(step);
}
if (failed.length > 0) process.stdout.write(`check failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** The output of a command that failed, or undefined. */
function run(command: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  // attw is content with a package that has no types at all.
  const untyped = stdout.includes('does not contain types');
  return status === 0 && !untyped ? undefined : `$ ${command}\n${stdout}${stderr}\n`;
}
