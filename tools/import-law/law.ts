/**
 * The import law, as data: who may import what. `check.ts` reads these tables and holds no opinion.
 * To change the law, change ARCHITECTURE.md and this file together.
 */

/** The rooms of packages/core/src, left to right: data flows this way and imports point back. */
const rooms = [
  'vocabulary',
  'declare',
  'catalogue',
  'decide',
  'enforce',
  'record',
  'rights',
  'describe',
  'http',
] as const;

type Room = (typeof rooms)[number];

const upTo = (room: Room): readonly Room[] => rooms.slice(0, rooms.indexOf(room) + 1);

/** One part of packages/core/src: the names it goes by there, and the parts that it may import. */
export interface Zone {
  readonly names: readonly string[];
  readonly mayImport: readonly string[];
  readonly rule: Rule;
  /** May it import `node:` modules at all? */
  readonly node: boolean;
}

const room = (name: Room): Zone => ({
  names: [name],
  mayImport: [...upTo(name), 'ports', 'errors'],
  rule: 'room-order',
  node: true,
});

export const zones: Readonly<Record<string, Zone>> = {
  vocabulary: {
    names: ['vocabulary'],
    mayImport: ['vocabulary'],
    rule: 'vocabulary-alone',
    node: false,
  },
  declare: room('declare'),
  catalogue: room('catalogue'),
  decide: {
    names: ['decide'],
    mayImport: [...upTo('decide'), 'errors'],
    rule: 'decide-pure',
    node: false,
  },
  enforce: room('enforce'),
  record: room('record'),
  rights: room('rights'),
  describe: room('describe'),
  http: room('http'),
  ports: {
    names: ['ports'],
    mayImport: [...rooms, 'errors'],
    rule: 'ports-types-only',
    node: true,
  },
  errors: {
    names: ['errors', 'error-codes', 'error-codes-ours', 'error-entry'],
    mayImport: ['errors'],
    rule: 'errors-alone',
    node: false,
  },
  memory: {
    names: ['memory'],
    mayImport: [...rooms, 'ports', 'errors', 'memory'],
    rule: 'room-order',
    node: true,
  },
  testing: {
    names: ['testing'],
    mayImport: [...rooms, 'ports', 'errors', 'privacy', 'index', 'testing'],
    rule: 'room-order',
    node: true,
  },
  privacy: {
    names: ['privacy', 'privacy-api', 'privacy-notices', 'privacy-options'],
    mayImport: [...rooms, 'ports', 'errors', 'memory', 'privacy'],
    rule: 'room-order',
    node: true,
  },
  index: {
    names: ['index'],
    mayImport: [...rooms, 'ports', 'errors', 'memory', 'privacy'],
    rule: 'room-order',
    node: true,
  },
};

/** Zones whose importers are few: a breach is told by this rule, whoever commits it. */
export const guarded: Readonly<Record<string, Rule>> = {
  memory: 'memory-private',
  testing: 'testing-private',
};

/** What core may import from outside its own sources, and where. Anything not listed is refused. */
export const openTelemetry = {
  prefix: '@opentelemetry/',
  file: 'packages/core/src/record/otel.ts',
};
export const asyncHooks = { module: 'node:async_hooks', under: 'packages/core/src/enforce/' };
export const inputOutput: ReadonlySet<string> = new Set(
  'child_process cluster dgram dns fs http http2 https inspector net readline repl tls worker_threads'
    .split(' ')
    .map((name) => `node:${name}`),
);

/** The packages that each package may import. Adapters know core only, never each other. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ledger: [],
  postgres: ['core', 'ledger'],
  express: ['core'],
  nest: ['core'],
  cli: ['core', 'ledger', 'postgres'],
};

/** Every rule, with what to do about a breach. */
export const rules = {
  'room-order':
    'Import from rooms to the left only; move the code, or pass the value in as an argument.',
  'vocabulary-alone': 'vocabulary imports nothing; move the code to the room that needs both.',
  'decide-pure': 'decide is left of its callers and knows no port; take the value as an argument.',
  'decide-no-node': 'No node: module here; compute the value in a caller and pass it in.',
  'errors-alone': 'errors imports nothing from rooms; pass what the message needs as an argument.',
  'ports-types-only': 'ports.ts holds contracts; write `import type`, from a room or errors.',
  'memory-private': 'Only privacy.ts and index.ts import memory/; take the port as an argument.',
  'testing-private':
    'Only tests import testing/, by @lawful/core/testing; shipped code never does.',
  homeless: 'Put the file in a room of packages/core/src, or add its zone to the import law.',
  'core-no-packages': 'core has no dependencies; move the code to an adapter or fill a port.',
  'core-no-io': 'core does no input or output; fill a port from another package.',
  'otel-one-file': `Move the code to ${openTelemetry.file}.`,
  'async-hooks-one-file': `One file under ${asyncHooks.under} owns node:async_hooks; import that file.`,
  'computed-import': 'Write the specifier as a string literal, so that it can be read.',
  'package-names': 'Import another workspace by its package name, never by a relative path.',
  'published-entries': 'Import an entry listed in the exports of that package, no deep path.',
  'package-order': 'Adapters import core only; see the packages table of the import law.',
  unparsable: 'Mend the syntax error.',
} as const;

export type Rule = keyof typeof rules;
