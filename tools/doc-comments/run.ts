import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsOf } from './exports.ts';

/** The source files behind the published entries of every package. */
function publishedSources(): readonly string[] {
  return readdirSync('packages').flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'));
    const entries: readonly { '@lawful/source'?: string }[] = Object.values(manifest.exports ?? {});
    return entries
      .map((entry) => entry['@lawful/source'])
      .filter((source) => source !== undefined)
      .map((source) => join('packages', name, source))
      .filter((source) => existsSync(source));
  });
}

const undocumented = new Set(
  publishedSources()
    .flatMap(exportsOf)
    .filter(({ documented }) => !documented)
    .map(({ file, line, name }) => `${file}:${line}  ${name}  public, and has no doc comment`),
);
for (const breach of undocumented) process.stdout.write(`${breach}\n`);
process.stdout.write(`doc comments: ${undocumented.size} public names without one\n`);
process.exitCode = undocumented.size > 0 ? 1 : 0;
