import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { canarySubject, findCanaries } from '../../testing/index.ts';
import { runInside } from '../current.ts';
import { openUnit } from '../unit.ts';
import { redactConsole } from './console.ts';
import { createRedactor } from './redactor.ts';

/** Every way in which a console writes; each leaks unless it is redacted. */
const VECTORS: readonly { readonly why: string; readonly write: (to: Console) => void }[] = [
  { why: 'log of a model', write: (to) => to.log(new Customer()) },
  { why: 'log of a text', write: (to) => to.log(`mail to ${CANARIES.email}`) },
  { why: 'log of several', write: (to) => to.log('customer', 7, [new Customer()], CANARIES.email) },
  { why: 'format %s', write: (to) => to.log('mail to %s', CANARIES.email) },
  { why: 'format %o', write: (to) => to.log('%o', new Customer()) },
  { why: 'format %O', write: (to) => to.log('%O', { a: new Customer() }) },
  { why: 'format %j', write: (to) => to.log('%j', new Customer()) },
  {
    why: 'a value put together by the format',
    write: (to) => to.log('%s@%s', ...(CANARIES.email ?? '').split('@')),
  },
  { why: 'info', write: (to) => to.info(new Customer()) },
  { why: 'debug', write: (to) => to.debug(new Customer()) },
  { why: 'warn', write: (to) => to.warn(new Customer()) },
  {
    why: 'error',
    write: (to) =>
      to.error(Object.assign(new Error(`no ${CANARIES.email}`), { customer: new Customer() })),
  },
  {
    why: 'error with a cause',
    write: (to) => to.error(new Error('no', { cause: new Error(`no ${CANARIES.email}`) })),
  },
  {
    why: 'aggregate',
    write: (to) => to.error(new AggregateError([new Error(`no ${CANARIES.email}`)], 'all')),
  },
  {
    why: 'an error inside an object',
    write: (to) => to.error({ error: Object.assign(new Error('no'), { email: CANARIES.email }) }),
  },
  { why: 'trace', write: (to) => to.trace('here', new Customer()) },
  { why: 'dir', write: (to) => to.dir(new Customer()) },
  {
    why: 'dir with options',
    write: (to) => to.dir(new Customer(), { depth: 0, showHidden: true }),
  },
  { why: 'table', write: (to) => to.table([new Customer(), { email: CANARIES.email }]) },
  { why: 'table with columns', write: (to) => to.table([new Customer()], ['email']) },
  { why: 'assert', write: (to) => to.assert(false, 'no %s', CANARIES.email, new Customer()) },
  {
    why: 'group',
    write: (to) => {
      to.group(new Customer());
      to.groupEnd();
    },
  },
  { why: 'dirxml', write: (to) => to.dirxml(new Customer()) },
  {
    why: 'timeLog',
    write: (to) => {
      to.time('t');
      to.timeLog('t', new Customer());
      to.timeEnd('t');
    },
  },
  { why: 'count', write: (to) => to.count(CANARIES.email) },
  {
    why: 'Map, Set, symbol key',
    write: (to) =>
      to.log(new Map([['a', new Customer()]]), new Set([new Customer()]), {
        [Symbol('s')]: new Customer(),
      }),
  },
  { why: 'custom inspection', write: (to) => to.log({ [inspect.custom]: () => CANARIES.email }) },
  { why: 'bytes', write: (to) => to.log({ body: Buffer.from(CANARIES.email ?? '') }) },
];

test.each(VECTORS)('nothing personal is written: $why', ({ write }) => {
  expect(findCanaries(written(write, true), CANARIES)).toEqual([]);
});

test.each(VECTORS)('control: without redaction it is: $why', ({ write }) => {
  expect(findCanaries(written(write, false), CANARIES)).not.toEqual([]);
});

test('what is not personal is written as before', () => {
  const plain = (to: Console): void => {
    to.log('a', 1, { b: [2] }, null, undefined, true, 10n, Symbol('s'));
    to.log('100 % of %d and %i', 3, 4.5);
    to.log();
    to.table([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    to.dir({ a: { b: { c: 1 } } }, { depth: 0 });
    to.group('indented');
    to.info('inside');
    to.groupEnd();
  };
  expect(written(plain, true)).toBe(written(plain, false));
});

test('a value that cannot be read is withheld, and the program goes on', () => {
  const text = written(
    (to) =>
      to.log({
        get a(): string {
          throw new Error('no');
        },
      }),
    true,
  );
  expect(text).toContain('REDACTED: it cannot be read');
});

test('redaction can be undone', () => {
  const lines: string[] = [];
  const target = consoleOver(lines);
  const undo = redactConsole(target, redactor());
  undo();
  target.log(new Customer());
  expect(findCanaries(lines.join(''), CANARIES)).not.toEqual([]);
});

test('outside a unit of work, declared models are redacted all the same', () => {
  const lines: string[] = [];
  const target = consoleOver(lines);
  redactConsole(target, redactor());
  target.log(new Customer(), 'plain');
  expect(lines.join('')).toBe("{ id: 'REDACTED', email: 'REDACTED', tier: 'gold' } plain\n");
});

const CANARIES = canarySubject(['id', 'email']);

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' } },
});

class Customer {
  id = CANARIES.id;
  email = CANARIES.email;
  tier = 'gold';
}

const declare = POLICY.declare();
declare.DataSubject('dpv:Customer')(Customer);
declare.SubjectId()(Customer.prototype, 'id');
declare.PersonalData({ category: 'email', purpose: 'order' })(Customer.prototype, 'email');
declare.NotPersonal()(Customer.prototype, 'tier');

function redactor() {
  const { models } = compileCatalogue({ policy: POLICY, models: [Customer] });
  return createRedactor((ref) => models.get(ref));
}

function consoleOver(lines: string[]): Console {
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream, colorMode: false });
}

/** What a unit of work that has sighted the canaries writes. */
function written(write: (to: Console) => void, redacting: boolean): string {
  const lines: string[] = [];
  const target = consoleOver(lines);
  if (redacting) redactConsole(target, redactor());
  const unit = openUnit('u1', {});
  unit.sightings.noteValue(Object.values(CANARIES));
  runInside(unit, () => write(target));
  return lines.join('');
}
