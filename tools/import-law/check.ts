import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breachesInCore, zoneOf } from './core.ts';
import { type Import, importsOf } from './imports.ts';
import { asyncHooks, packages, type Rule } from './law.ts';
import { isTest, readWorkspaces, sourcesOf, target, type Workspace } from './tree.ts';

/** One breach of the import law. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: Rule;
}

/** Holds the sources of every workspace under `root` against the law; all breaches at once. */
export function checkImports(root: string): readonly Violation[] {
  const workspaces = readWorkspaces(root);
  const violations: Violation[] = [];
  const contextOwners = new Set<string>();
  for (const workspace of workspaces) {
    for (const file of sourcesOf(root, workspace)) {
      const add = (line: number, broken: readonly Rule[]) =>
        violations.push(...broken.map((rule) => ({ file, line, rule })));
      if (isHomeless(file)) add(1, ['homeless']);
      for (const found of read(root, file, add)) {
        add(found.line, breachesAcross(file, found, workspace, workspaces));
        if (isShippedCore(file)) add(found.line, breachesInCore(file, found));
        if (found.specifier !== asyncHooks.module || !isShippedCore(file)) continue;
        contextOwners.add(file);
        if (contextOwners.size > 1 && file.startsWith(asyncHooks.under)) {
          add(found.line, ['async-hooks-one-file']);
        }
      }
    }
  }
  return violations;
}

function read(root: string, file: string, add: (line: number, broken: Rule[]) => void) {
  try {
    return importsOf(file, readFileSync(join(root, file), 'utf8'));
  } catch {
    add(1, ['unparsable']);
    return [];
  }
}

function breachesAcross(
  file: string,
  { specifier }: Import,
  own: Workspace,
  workspaces: readonly Workspace[],
): readonly Rule[] {
  if (specifier === undefined) return [];
  if (specifier.startsWith('.')) {
    const path = target(file, specifier);
    const toTools = path.startsWith('tools/') && (isTest(file) || own.folder === 'test');
    return path.startsWith(`${own.folder}/`) || toTools ? [] : ['package-names'];
  }
  const to = workspaces.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  if (!to) return [];
  if (!to.entries.has(specifier)) return ['published-entries'];
  if (isTest(file) || !own.folder.startsWith('packages/')) return [];
  if (specifier === '@lawful/core/testing' && !isContractSuite(file)) return ['testing-private'];
  return packages[nameIn(own)]?.includes(nameIn(to)) ? [] : ['package-order'];
}

const nameIn = ({ folder }: Workspace): string => folder.replace(/^packages\//, '');

const isContractSuite = (file: string): boolean => /\/src\/testing(\/|\.ts$)/.test(file);

const isShippedCore = (file: string): boolean =>
  file.startsWith('packages/core/src/') && !isTest(file);

const isHomeless = (file: string): boolean => isShippedCore(file) && zoneOf(file) === undefined;
