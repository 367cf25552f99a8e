import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('..', import.meta.url));
const CORE = 'node_modules/@lawful/core';

// Each test runs a compiler in a process of its own, which a busy machine may delay.
vi.setConfig({ testTimeout: 60_000 });

let app = '';

beforeAll(async () => {
  app = await mkdtemp(join(tmpdir(), 'lawful-dialects-'));
  await installCore();
});

afterAll(() => rm(app, { recursive: true, force: true }));

test('standard decorators, compiled by TypeScript and run by Node.js, declare the same models', async () => {
  const files = { 'policy.ts': POLICY, 'models.ts': STANDARD_MODELS, 'main.ts': PRINT_MODELS };
  const models = await compileAndRun('standard', files, { experimentalDecorators: false });
  expect(models).toEqual({
    errors: [],
    Account: { ...OF_A_CUSTOMER, keys: ['id', 'nick'], nests: {} },
    // Declared without a class decorator, found by its own metadata; inherits, overrides one key.
    Profile: {
      ...OF_A_CUSTOMER,
      keys: ['bio', 'friends', 'id', 'initial', 'nick'],
      nests: { friends: 'Profile' },
    },
  });
});

test('every code block of docs/declaring.md compiles and runs in both dialects, without an error', async () => {
  const files = await codeBlocks('docs/declaring.md');
  expect(Object.keys(files)).toEqual(['policy.ts', 'models.ts', 'lead.ts', 'findings.ts']);
  const all = { ...files, 'main.ts': PRINT_FINDINGS };
  for (const experimentalDecorators of [true, false]) {
    const options = experimentalDecorators
      ? { experimentalDecorators, emitDecoratorMetadata: true }
      : { experimentalDecorators };
    expect(await compileAndRun(`docs-${experimentalDecorators}`, all, options)).toEqual({
      findings: [],
      models: ['Customer', 'Address', 'BusinessCustomer', 'Lead', 'Topic'],
    });
  }
});

test('a second installed copy of core sees the declarations of the first, in both dialects', async () => {
  const second = join(app, 'plugin', CORE);
  await mkdir(dirname(second), { recursive: true });
  await cp(join(app, CORE), second, { recursive: true });
  for (const experimentalDecorators of [true, false]) {
    // The plugin compiles against its own copy; the application imports the plugin and its own copy.
    const name = `plugin/copy-${experimentalDecorators}`;
    await compile(
      name,
      { 'policy.ts': POLICY, 'models.ts': PLUGIN_MODELS },
      { experimentalDecorators },
    );
    const main = { 'main.ts': printPluginModels(`../../${name}/dist/models.js`) };
    const result = await compileAndRun(`host-${experimentalDecorators}`, main, {});
    expect(result).toEqual({
      copies: 2,
      models: ['Ticket', 'Note'],
      paths: ['Ticket.id', 'Ticket.reporter', 'Ticket.note', 'Note.text'],
    });
  }
});

const OF_A_CUSTOMER = { dataSubject: 'dpv:Customer', subjectIdKey: 'id' };

const STRICT = {
  target: 'ES2022',
  lib: ['ES2024'],
  module: 'NodeNext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  rewriteRelativeImportExtensions: true,
  skipLibCheck: true,
  declaration: true,
  types: ['node'],
  typeRoots: [join(repository, 'node_modules/@types')],
};

const POLICY = `
import { definePolicy } from '@lawful/core';

export const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '1 rue de la Paix, Paris', contact: 'mailto:privacy@acme.example' },
  purposes: {
    account: {
      is: 'dpv:AccountManagement',
      legalBasis: 'contract',
      retention: { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' },
    },
  },
});
`;

const STANDARD_MODELS = `
import { policy } from './policy.ts';

const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = policy.declare();
const key = Symbol('key');

@DataSubject('dpv:Customer')
export class Account {
  @SubjectId() id = '';
  @PersonalData({ category: 'pd:Name', purpose: 'account' }) accessor nick = '';
}

export class Profile extends Account {
  @PersonalData({ category: 'pd:AccountIdentifier', purpose: 'account' }) override accessor nick = '';
  @PersonalData({ category: 'pd:Name', purpose: 'account' }) get initial(): string {
    return this.nick.slice(0, 1);
  }
  @NotPersonal() bio = '';
  @Nested(() => Profile, 'array') friends: Profile[] = [];
}

export const refused = [
  // @ts-expect-error a private field
  () => class { @SubjectId() #id = ''; id() { return this.#id; } },
  // @ts-expect-error a static field
  () => class { @SubjectId() static id = ''; },
  // @ts-expect-error a symbol key
  () => class { @SubjectId() [key] = ''; },
  // @ts-expect-error a method
  () => class { @SubjectId() id() { return ''; } },
  // @ts-expect-error a purpose that the policy does not declare
  () => class { @PersonalData({ category: 'pd:Name', purpose: 'acount' }) name = ''; },
];
`;

const PRINT_MODELS = `
import { compileCatalogue } from '@lawful/core';
import { Account, Profile, refused } from './models.ts';
import { policy } from './policy.ts';

const { models, findings } = compileCatalogue({ policy, models: [Account, Profile] });
const told: Record<string, unknown> = { errors: findings.filter(({ severity }) => severity === 'error') };
for (const { name, dataSubject, subjectIdKey, fields } of models.values()) {
  const nested = fields.filter((field) => field.nested !== undefined);
  told[name] = {
    dataSubject,
    subjectIdKey,
    // Sorted: standard decorators run on accessors before they run on fields.
    keys: fields.map(({ key }) => key).toSorted(),
    nests: Object.fromEntries(nested.map((field) => [field.key, field.nested?.model.name])),
  };
}
for (const declare of refused.slice(0, 4)) {
  try {
    declare();
    throw new Error('declared what cannot be declared');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'declaration-invalid')) throw error;
  }
}
console.log(JSON.stringify(told));
`;

const PRINT_FINDINGS = `
import { compileCatalogue } from '@lawful/core';
import { Lead } from './lead.ts';
import { BusinessCustomer, Customer } from './models.ts';
import { policy } from './policy.ts';
import './findings.ts';

const { models, findings } = compileCatalogue({ policy, models: [Customer, BusinessCustomer, Lead] });
const serious = findings.filter(({ severity }) => severity === 'error');
console.log(JSON.stringify({ findings: serious, models: [...models.values()].map(({ name }) => name) }));
`;

const PLUGIN_MODELS = `
import { policy } from './policy.ts';

const { DataSubject, SubjectId, PersonalData, Nested, defineModel, notPersonal } = policy.declare();

const Note = defineModel('Note', { fields: { text: notPersonal() } });

@DataSubject('dpv:Customer')
export class Ticket {
  @SubjectId() id = '';
  @PersonalData({ category: 'pd:Name', purpose: 'account' }) reporter = '';
  @Nested(() => Note) note?: object;
}

export { policy };
export { definePolicy as pluginCopy } from '@lawful/core';
`;

function printPluginModels(plugin: string): string {
  return `
import { compileCatalogue, definePolicy } from '@lawful/core';
import { pluginCopy, policy, Ticket } from '${plugin}';

const { models } = compileCatalogue({ policy, models: [Ticket] });
const compiled = [...models.values()];
console.log(JSON.stringify({
  copies: new Set<unknown>([definePolicy, pluginCopy]).size,
  models: compiled.map(({ name }) => name),
  paths: compiled.flatMap(({ fields }) => fields.map(({ path }) => path)),
}));
`;
}

/** Builds core from its sources and installs it in the application; its types are checked elsewhere. */
async function installCore(): Promise<void> {
  const source = join(repository, 'packages/core/src');
  await mkdir(join(app, CORE), { recursive: true });
  const built = await tsc(join(app, 'core'), {
    compilerOptions: { rootDir: source, outDir: join(app, CORE, 'dist'), noEmitOnError: false },
    files: [join(source, 'index.ts')],
  });
  const entries = { '.': './dist/index.js', './vocabulary': './dist/vocabulary/index.js' };
  const manifest = { name: '@lawful/core', type: 'module', exports: entries };
  await writeFile(join(app, CORE, 'package.json'), JSON.stringify(manifest));
  await readFile(join(app, CORE, 'dist/index.js')).catch(() => expect.fail(built.stdout));
  await symlink(join(repository, 'node_modules/zod'), join(app, 'node_modules/zod'));
}

async function compileAndRun(
  name: string,
  files: Readonly<Record<string, string>>,
  compilerOptions: object,
): Promise<unknown> {
  await compile(name, files, compilerOptions);
  const { stdout } = await run(process.execPath, [join(app, name, 'dist/main.js')]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Compiles files as an application of its own would, against the installed core; types must hold. */
async function compile(
  name: string,
  files: Readonly<Record<string, string>>,
  compilerOptions: object,
): Promise<void> {
  const folder = join(app, name);
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [file, text] of Object.entries(files))
    await writeFile(join(folder, 'src', file), text);
  const { code, stdout } = await tsc(folder, {
    compilerOptions: { rootDir: 'src', outDir: 'dist', ...compilerOptions },
    include: ['src'],
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
}

async function tsc(
  folder: string,
  config: { readonly compilerOptions: object; readonly [other: string]: unknown },
): Promise<{ readonly code: unknown; readonly stdout: string }> {
  await mkdir(folder, { recursive: true });
  const compilerOptions = { ...STRICT, ...config.compilerOptions };
  const whole = { ...config, compilerOptions };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(whole));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  try {
    const { stdout } = await run(process.execPath, [compiler, '-p', folder]);
    return { code: 0, stdout };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error)) throw error;
    return { code: error.code, stdout: String(error.stdout) };
  }
}

/** The TypeScript blocks of a page, by the file name in their first line. */
async function codeBlocks(page: string): Promise<Record<string, string>> {
  const text = await readFile(join(repository, page), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)];
  return Object.fromEntries(blocks.map(([, name = '', code = '']) => [name, code]));
}
