import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/** A workspace of the repository: its folder, its package name and the entries that it publishes. */
export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly entries: ReadonlySet<string>;
}

/** The workspaces under `root`, found on disk. */
export function readWorkspaces(root: string): readonly Workspace[] {
  return ['packages', 'examples']
    .flatMap((group) => folders(join(root, group)).map((name) => `${group}/${name}`))
    .concat('test', 'bench')
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const entries = Object.keys(manifest.exports ?? { '.': {} });
      return {
        folder,
        name: manifest.name,
        entries: new Set(entries.map((entry) => posix.join(manifest.name, entry))),
      };
    });
}

/** The TypeScript sources of a workspace, as paths from `root` with forward slashes. */
export function sourcesOf(root: string, { folder }: Workspace): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/(^|\/)(dist|node_modules|fixtures)\//.test(file))
    .sort();
}

/** Where a relative specifier points, as a path from the root. */
export function target(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier));
}

/** The file is a test: exempt from the order of rooms. */
export function isTest(file: string): boolean {
  return /\.test(-d)?\.tsx?$/.test(file);
}

function folders(path: string): readonly string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}
