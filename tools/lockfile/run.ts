import { readFileSync } from 'node:fs';
import { missingOptionals } from './missing-optionals.ts';

const missing = missingOptionals(JSON.parse(readFileSync('package-lock.json', 'utf8')));
for (const entry of missing) {
  process.stdout.write(`package-lock.json: ${entry}  pin a version that has every platform\n`);
}
process.stdout.write(`lockfile: ${missing.length} optional packages missing\n`);
process.exitCode = missing.length > 0 ? 1 : 0;
