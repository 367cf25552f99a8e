// Runs the conformance tests and counts rows: `npm run conformance`. Options: --no-build, --to-do (lists what is left).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOT_APPLICABLE } from '../../test/conformance/not-applicable.ts';
import { count } from './count.ts';
import { report } from './report.ts';

const options = new Set(process.argv.slice(2));
if (!options.has('--no-build')) run('turbo', ['run', 'build', '--output-logs=errors-only'], true);

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const file = join(folder, 'report.json');
const status = run('vitest', [
  'run',
  '--project=test',
  '--reporter=json',
  `--outputFile=${file}`,
  'conformance/',
]);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : [];
rmSync(folder, { recursive: true });

const tests = results.flatMap(({ assertionResults }) => assertionResults);
const broken = results.filter(
  (each) => each.status === 'failed' && !each.assertionResults.some((it) => it.status === 'failed'),
);
const conformance = count(tests, NOT_APPLICABLE);
const problems = [
  ...conformance.problems,
  ...broken.map(({ name, message }) => `${name}: ${message}`),
];
if (results.length === 0) problems.push('no test ran');
if (options.has('--to-do')) console.log(`${[...conformance.toDo].join(' ')}\n`);
for (const test of tests) {
  if (test.status === 'failed')
    console.log(`${test.fullName}\n${test.failureMessages.join('\n')}\n`);
}
console.log(report({ ...conformance, problems }));
process.exitCode = status === 0 && problems.length === 0 ? 0 : 1;

/** The exit status of a command; with `must`, a failing one ends this process. */
function run(command, args, must = false) {
  const done = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    encoding: 'utf8',
  });
  if (must && done.status !== 0) {
    process.stderr.write(done.stdout ?? '');
    process.exit(done.status ?? 1);
  }
  return done.status ?? 1;
}
