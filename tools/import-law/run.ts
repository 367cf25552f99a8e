import { resolve } from 'node:path';
import { checkImports } from './check.ts';
import { rules } from './law.ts';

const root = resolve(process.argv[2] ?? '.');
const violations = checkImports(root);

for (const { file, line, rule } of violations) {
  process.stdout.write(`${file}:${line}  ${rule}  ${rules[rule]}\n`);
}
process.stdout.write(`import law: ${violations.length} violations\n`);
process.exitCode = violations.length > 0 ? 1 : 0;
