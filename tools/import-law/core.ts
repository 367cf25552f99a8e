import type { Import } from './imports.ts';
import type { Rule } from './law.ts';
import { asyncHooks, guarded, inputOutput, openTelemetry, zones } from './law.ts';
import { target } from './tree.ts';

const CORE = 'packages/core/src/';

/** The zone of packages/core/src that a path lies in: a room, or one of the single files. */
export function zoneOf(path: string): string | undefined {
  const first =
    path
      .slice(CORE.length)
      .split('/')[0]
      ?.replace(/\.[cm]?[jt]s$/, '') ?? '';
  return Object.keys(zones).find((name) => zones[name]?.names.includes(first));
}

/** The rules of core that one import of one shipped source file breaks. */
export function breachesInCore(file: string, { specifier, typeOnly }: Import): readonly Rule[] {
  const zone = zones[zoneOf(file) ?? ''];
  if (!zone) return [];
  if (specifier === undefined) return ['computed-import'];
  if (zone.rule === 'ports-types-only' && !typeOnly) return ['ports-types-only'];
  if (specifier.startsWith('.')) return inside(file, target(file, specifier));
  if (specifier.startsWith('node:')) return nodeModule(file, specifier, typeOnly);
  if (!specifier.startsWith(openTelemetry.prefix)) return ['core-no-packages'];
  return file === openTelemetry.file ? [] : ['otel-one-file'];
}

function inside(file: string, path: string): readonly Rule[] {
  if (!path.startsWith(CORE)) return [];
  const from = zones[zoneOf(file) ?? ''];
  const to = zoneOf(path);
  if (!from || !to) return ['homeless'];
  return from.mayImport.includes(to) ? [] : [guarded[to] ?? from.rule];
}

function nodeModule(file: string, specifier: string, typeOnly: boolean): readonly Rule[] {
  const zone = zones[zoneOf(file) ?? ''];
  if (zone && !zone.node) return [zone.rule === 'decide-pure' ? 'decide-no-node' : zone.rule];
  if (specifier === asyncHooks.module && !file.startsWith(asyncHooks.under)) {
    return ['async-hooks-one-file'];
  }
  return inputOutput.has(specifier) && !typeOnly ? ['core-no-io'] : [];
}
