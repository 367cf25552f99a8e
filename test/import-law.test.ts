import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkImports } from '../tools/import-law/check.ts';
import { type Rule, rules } from '../tools/import-law/law.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const core = 'packages/core/src';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-law-'));
  givenLawfulTree();
});
afterEach(() => rmSync(root, { recursive: true }));

/** One breach of every rule, at least: where it is planted, and the source that commits it. */
const breaches: readonly (readonly [rule: Rule, file: string, source: string])[] = [
  ['room-order', `${core}/declare/x.ts`, `import { decide } from '../decide/decide.ts';`],
  ['room-order', `${core}/declare/x.ts`, `import type { D } from '../decide/decide.ts';`],
  ['room-order', `${core}/declare/x.ts`, `export * from '../decide/decide.ts';`],
  ['room-order', `${core}/declare/x.ts`, `export type { D } from '../decide/decide.ts';`],
  ['room-order', `${core}/declare/x.ts`, `const d = await import('../decide/decide.ts');`],
  ['room-order', `${core}/declare/x.ts`, 'const d = await import(`../decide/decide.ts`);'],
  ['room-order', `${core}/declare/x.ts`, `let d: import('../decide/decide.ts').D;`],
  ['room-order', `${core}/declare/x.ts`, `import d = require('../decide/decide.ts');`],
  ['room-order', `${core}/declare/x.ts`, `const d = require('../decide/decide.ts');`],
  ['room-order', `${core}/http/x.ts`, `import '../privacy.ts';`],
  ['room-order', `${core}/rights/x.ts`, `import '../index.ts';`],
  ['vocabulary-alone', `${core}/vocabulary/x.ts`, `import type { P } from '../ports.ts';`],
  ['vocabulary-alone', `${core}/vocabulary/x.ts`, `import '../errors.ts';`],
  ['vocabulary-alone', `${core}/vocabulary/x.ts`, `import 'node:crypto';`],
  ['decide-pure', `${core}/decide/x.ts`, `import type { P } from '../ports.ts';`],
  ['decide-pure', `${core}/decide/x.ts`, `import '../enforce/context.ts';`],
  ['decide-no-node', `${core}/decide/x.ts`, `import { createHash } from 'crypto';`],
  ['errors-alone', `${core}/errors.ts`, `import type { T } from './vocabulary/index.ts';`],
  ['ports-types-only', `${core}/ports.ts`, `import { term } from './vocabulary/index.ts';`],
  ['ports-types-only', `${core}/ports.ts`, `import { type T } from './vocabulary/index.ts';`],
  ['memory-private', `${core}/enforce/x.ts`, `import '../memory/store.ts';`],
  ['memory-private', `${core}/testing/x.ts`, `import '../memory/store.ts';`],
  ['testing-private', `${core}/privacy.ts`, `import './testing/index.ts';`],
  ['testing-private', 'packages/express/src/x.ts', `import '@lawful/core/testing';`],
  ['homeless', `${core}/helpers/x.ts`, ''],
  ['core-no-packages', `${core}/http/x.ts`, `import express from 'express';`],
  ['core-no-packages', `${core}/record/x.ts`, `import pino from 'pino';`],
  ['core-no-packages', `${core}/declare/x.ts`, `import 'reflect-metadata';`],
  ['core-no-io', `${core}/describe/x.ts`, `import { readFileSync } from 'node:fs';`],
  ['otel-one-file', `${core}/record/span.ts`, `import type { Span } from '@opentelemetry/api';`],
  ['async-hooks-one-file', `${core}/rights/x.ts`, `import 'node:async_hooks';`],
  ['async-hooks-one-file', `${core}/enforce/second.ts`, `import 'async_hooks';`],
  ['computed-import', `${core}/enforce/x.ts`, 'const load = (name: string) => import(name);'],
  ['package-names', 'packages/express/src/x.ts', `import '../../core/src/index.ts';`],
  ['package-names', 'packages/express/src/x.test.ts', `import '../../core/src/index.ts';`],
  ['package-names', 'test/x.test.ts', `import '../packages/core/src/decide/decide.ts';`],
  ['published-entries', 'packages/express/src/x.ts', `import '@lawful/core/dist/privacy.js';`],
  ['published-entries', 'test/x.test.ts', `import '@lawful/core/src/privacy.ts';`],
  ['package-order', 'packages/express/src/x.ts', `import '@lawful/nest';`],
  ['package-order', 'packages/nest/src/x.ts', `import type { E } from '@lawful/express';`],
  ['unparsable', `${core}/rights/x.ts`, 'export const ='],
];

test.each(breaches)('%s is caught in %s: %s', (rule, file, source) => {
  given(file, `// first line\n${source}\n`);
  const line = rule === 'homeless' || rule === 'unparsable' ? 1 : 2;
  expect(checkImports(root)).toEqual([{ file, line, rule }]);
});

test('every rule of the law has a planted breach', () => {
  expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(Object.keys(rules)));
});

test('a tree that keeps the law passes', () => {
  expect(checkImports(root)).toEqual([]);
});

test('tests are exempt from the order of rooms', () => {
  given(`${core}/declare/x.test.ts`, `import '../http/x.ts';\nimport 'class-validator';\n`);
  expect(checkImports(root)).toEqual([]);
});

test('the command lists each breach with its remedy and fails', () => {
  given(`${core}/decide/x.ts`, `import '../ports.ts';\n`);
  const { status, stdout } = run(root);
  expect(stdout).toContain(`${core}/decide/x.ts:1  decide-pure  ${rules['decide-pure']}\n`);
  expect(status).toBe(1);
});

test('this repository keeps the law', () => {
  const { status, stdout } = run(repository);
  expect(stdout).toBe('import law: 0 violations\n');
  expect(status).toBe(0);
});

function run(directory: string) {
  const script = join(repository, 'tools/import-law/run.ts');
  return spawnSync(process.execPath, [script, directory], { encoding: 'utf8' });
}

function given(file: string, source: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), source);
}

/** A small tree with every kind of import that the law allows. */
function givenLawfulTree(): void {
  const manifest = (name: string, ...entries: string[]) =>
    JSON.stringify({ name, exports: Object.fromEntries(entries.map((entry) => [entry, ''])) });
  given('packages/core/package.json', manifest('@lawful/core', '.', './otel', './testing'));
  given('packages/express/package.json', manifest('@lawful/express', '.'));
  given('packages/nest/package.json', manifest('@lawful/nest', '.'));
  given('test/package.json', manifest('@lawful/test'));
  given(`${core}/vocabulary/index.ts`, `export * from './generated/purposes.ts';\n`);
  given(`${core}/declare/policy.ts`, `import { term } from '../vocabulary/index.ts';\n`);
  given(`${core}/decide/decide.ts`, `import '../declare/policy.ts';\nimport '../errors.ts';\n`);
  given(`${core}/enforce/context.ts`, `import { AsyncLocalStorage } from 'node:async_hooks';\n`);
  given(`${core}/record/otel.ts`, `import { trace } from '@opentelemetry/api';\n`);
  given(`${core}/http/problem.ts`, `import type { IncomingMessage } from 'node:http';\n`);
  given(`${core}/ports.ts`, `import type { Decision } from './decide/decide.ts';\n`);
  given(`${core}/memory/store.ts`, `import type { SubjectStore } from '../ports.ts';\n`);
  given(`${core}/testing/index.ts`, `import { createPrivacy } from '../privacy.ts';\n`);
  given(`${core}/privacy.ts`, `import './memory/store.ts';\nimport './http/problem.ts';\n`);
  given(`${core}/index.ts`, `export { createPrivacy } from './privacy.ts';\n`);
  given('packages/express/src/index.ts', `import '@lawful/core';\nimport 'express';\n`);
  given('packages/express/src/index.test.ts', `import '@lawful/core/testing';\n`);
  given('test/law.test.ts', `import '../tools/import-law/check.ts';\n`);
}
