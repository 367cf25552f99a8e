import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Every way into a published package, as its package.json says. */
const entries = ['core', 'express', 'nest', 'postgres'].flatMap((name) => {
  const manifest = readFileSync(new URL(`../packages/${name}/package.json`, import.meta.url));
  const { exports } = JSON.parse(manifest.toString());
  return Object.keys(exports).map((entry) => `@lawful/${name}${entry.slice(1)}`);
});

test.each(entries)(
  '%s is loaded by require() as by import, and is one module to both',
  async (entry) => {
    const script = `
    const required = require(${JSON.stringify(entry)});
    import(${JSON.stringify(entry)}).then((imported) => {
      const names = Object.keys(imported).filter((name) => required[name] === imported[name]);
      console.log(JSON.stringify([names.length, Object.keys(imported).length]));
    });`;
    const { stdout } = await run(process.execPath, ['--input-type=commonjs', '-e', script], {
      cwd: import.meta.dirname,
    });
    const [same, exported] = JSON.parse(stdout);
    expect(exported).toBeGreaterThan(0);
    expect(same).toBe(exported);
  },
);
