// Prints "N passed, N failed" from Vitest's JSON report. A file that could not run counts as one
// failure, and so does a missing report.
import { existsSync, readFileSync } from 'node:fs';

const [, , path = '.ci/report.json'] = process.argv;

let passed = 0;
let failed = 1;
if (existsSync(path)) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  passed = report.numPassedTests;
  failed = report.numFailedTests + broken.length;
  if (failed === 0 && !report.success) failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
