import 'reflect-metadata';
import { inspect } from 'node:util';
import { createPrivacy, definePolicy, runInside } from '@lawful/core';
import { canarySubject, findCanaries } from '@lawful/core/testing';
import {
  ConsoleLogger,
  type ConsoleLoggerOptions,
  Logger,
  type LoggerService,
} from '@nestjs/common';
import { afterEach, expect, test, vi } from 'vitest';
import { LawfulLogger } from './lawful-logger.ts';

afterEach(() => {
  vi.restoreAllMocks();
  Logger.overrideLogger(new ConsoleLogger());
});

test('what is not personal is written as before', () => {
  const log = (to: Full): void => {
    to.warn('opened', { n: 1, at: new Date(0), customer: new Customer() }, 'Orders');
  };
  const [line = ''] = lines(() => console({ json: true }), log);
  expect(JSON.parse(line)).toMatchObject({
    level: 'warn',
    message: 'opened',
    context: 'Orders',
    params: { n: 1, at: '1970-01-01T00:00:00.000Z', customer: { tier: 'gold' } },
  });
  expect(lines(() => console({ colors: false }), log)[0]).toMatch(
    /WARN \[Orders\] opened \{ n: 1, at: 1970-01-01T00:00:00\.000Z, customer: \{.*tier: 'gold' \} \}\n$/,
  );
});

test('of an error, kind, code, causes and the places where it was thrown are written', () => {
  const log = (to: Full): void => to.error(failure(), 'Mails');
  const [line = ''] = lines(() => console({ json: true }), log);
  expect(JSON.parse(line)).toMatchObject({
    message: 'no mail to REDACTED',
    context: 'Mails',
    error: {
      name: 'Error',
      code: '23505',
      stack: expect.stringMatching(/^Error: no mail to REDACTED\n {4}at failure \(/),
      cause: { name: 'TypeError', message: 'no customer REDACTED' },
    },
  });
  const plain = lines(() => console({ colors: false }), log).join('');
  expect(plain).toMatch(
    /ERROR \[Mails\] Error: no mail to REDACTED\n {4}at failure \([\s\S]*code: '23505',\n +\[cause\]: TypeError: no customer REDACTED\n/,
  );
});

test('a stack that is given as a text stays a stack', () => {
  const log = (to: Full): void => to.error(failure().message, failure().stack, 'Mails');
  const [line = ''] = lines(() => console({ json: true }), log);
  expect(JSON.parse(line)).toMatchObject({
    message: 'no mail to REDACTED',
    context: 'Mails',
    stack: expect.stringMatching(/^Error: no mail to REDACTED\n {4}at failure \(/),
  });
});

test('what is logged stays as it was, even when it is frozen', () => {
  const customer = Object.freeze(new Customer());
  const held = Object.freeze({ customer, map: new Map([[CANARIES.email, customer]]) });
  const error = Object.freeze(failure());
  const before = inspect([held, error], { depth: 9 });
  lines(
    () => console({}),
    (to) => {
      to.log(held, [held], 'Mails');
      to.error(error, held, error.stack, 'Mails');
    },
  );
  expect(inspect([held, error], { depth: 9 })).toBe(before);
});

test('a message given as a function is worked out once, and not at all where nothing is written', () => {
  const message = vi.fn(() => 'worked out');
  const log = (to: Full): void => to.debug(message, 'Orders');
  expect(lines(() => console({ logLevels: ['error'] }), log)).toEqual([]);
  expect(message).not.toHaveBeenCalled();
  expect(lines(() => console({}), log).join('')).toContain('worked out');
  expect(message).toHaveBeenCalledOnce();
});

test('what cannot be read is withheld, and nothing is thrown', () => {
  const thrower = (): never => {
    throw new Error(CANARIES.email);
  };
  const proxy = new Proxy({}, { ownKeys: thrower, get: thrower, getPrototypeOf: thrower });
  for (const value of [proxy, [proxy], { proxy }, thrower]) {
    const text = lines(
      () => console({}),
      (to) => to.log(value, 'Orders'),
    ).join('');
    expect(text).toContain('REDACTED: it cannot be read');
    expect(findCanaries(text, CANARIES)).toEqual([]);
  }
});

test('outside a unit of work, declared models are redacted all the same', () => {
  const { logger, lines } = console({});
  new LawfulLogger(given().redact, logger).log(new Customer(), 'Orders');
  vi.restoreAllMocks();
  expect(lines.join('')).toContain('gold');
  expect(findCanaries(lines.join(''), CANARIES)).toEqual([]);
});

test('levels are those of the logger inside', () => {
  const privacy = given();
  const { logger, lines } = console({});
  Logger.overrideLogger(new LawfulLogger(privacy.redact, logger));
  Logger.overrideLogger(['error']);
  Logger.log('not written');
  new Logger('Orders').error('written');
  Logger.overrideLogger(['log', 'error', 'warn', 'debug', 'verbose', 'fatal']);
  vi.restoreAllMocks();
  expect(lines.join('')).not.toContain('not written');
  expect(lines.join('')).toContain('written');
});

test('a logger with the required methods alone is enough', () => {
  const texts: unknown[] = [];
  const write = (message: unknown): void => void texts.push(message);
  const logger = new LawfulLogger(given().redact, { log: write, warn: write, error: write });
  logger.debug('debug');
  logger.verbose('verbose');
  logger.fatal('fatal');
  logger.setLogLevels(['log']);
  logger.warn('warn');
  expect(texts).toEqual(['warn']);
});

const CANARIES = canarySubject(['id', 'email', 'street']);

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  controller: { name: 'Clinic', address: 'Lyon', contact: 'mailto:privacy@clinic.example' },
  purposes: { care: { legalBasis: 'contract' } },
});

const { DataSubject, NotPersonal, PersonalData, SubjectId } = policy.declare();

@DataSubject('dpv:Patient')
class Customer {
  @SubjectId() id = CANARIES.id;
  @PersonalData({ category: 'email', purpose: 'care' }) email = CANARIES.email;
  @PersonalData({ category: 'pd:Street', purpose: 'care' }) street = CANARIES.street;
  @NotPersonal() tier = 'gold';
}

type Full = Required<Omit<LoggerService, 'setLogLevels'>>;

interface Opened {
  readonly logger: Full;
  readonly lines: readonly string[];
}

function failure(): Error {
  const cause = new TypeError(`no customer ${CANARIES.id}`);
  const own = { detail: `Key (email)=(${CANARIES.email})`, code: '23505', row: new Customer() };
  return Object.assign(new Error(`no mail to ${CANARIES.email}`, { cause }), own);
}

function console(options: ConsoleLoggerOptions): Opened {
  const lines = captured();
  return { logger: new ConsoleLogger(options), lines };
}

/** What is written to the streams of the process from now on; none of it arrives there. */
function captured(): readonly string[] {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
  }
  return lines;
}

function given() {
  return createPrivacy({ policy, models: [Customer], warn: () => undefined });
}

/** What a unit of work writes that has sighted the canaries. */
function lines(open: () => Opened, log: (to: Full) => void): readonly string[] {
  const privacy = given();
  const unit = privacy.open({});
  unit.sightings.noteValue(CANARIES);
  const { logger, lines } = open();
  runInside(unit, () => log(new LawfulLogger(privacy.redact, logger)));
  vi.restoreAllMocks();
  return lines;
}
