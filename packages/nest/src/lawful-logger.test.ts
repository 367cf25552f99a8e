import 'reflect-metadata';
import { inspect } from 'node:util';
import { createPrivacy, definePolicy, runInside } from '@lawful/core';
import { canarySubject, findCanaries } from '@lawful/core/testing';
import { ConsoleLogger, Controller, Get, Logger, type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger as NestPinoLogger, PinoLogger } from 'nestjs-pino';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { LawfulLogger } from './lawful-logger.ts';

afterEach(() => {
  vi.restoreAllMocks();
  Logger.overrideLogger(new ConsoleLogger());
});

/** What an application does with a logger; each leaks unless it is redacted. */
const VECTORS: readonly { readonly why: string; readonly log: (to: Full) => void }[] = [
  { why: 'a text', log: (to) => to.log(`mail to ${CANARIES.email}`) },
  { why: 'a text with a context', log: (to) => to.warn(`mail to ${CANARIES.email}`, 'Mails') },
  { why: 'the name of a context', log: (to) => to.debug('sent', `Mails ${CANARIES.email}`) },
  { why: 'an object', log: (to) => to.log({ to: CANARIES.email, n: 1 }, 'Mails') },
  { why: 'a key', log: (to) => to.log({ [CANARIES.email]: 1 }, 'Mails') },
  { why: 'an instance of a model', log: (to) => to.verbose(new Customer(), 'Mails') },
  { why: 'a list of instances', log: (to) => to.log([new Customer()], 'Mails') },
  { why: 'an instance in a class of its own', log: (to) => to.log({ a: [new Session()] }, 'M') },
  { why: 'a function', log: (to) => to.log(() => `mail to ${CANARIES.email}`, 'Mails') },
  { why: 'a function that returns an object', log: (to) => to.debug(() => new Customer(), 'M') },
  { why: 'params', log: (to) => to.log('sent %o', { to: CANARIES.email }, { n: 1 }, 'Mails') },
  { why: 'a param without a context', log: (to) => to.log('sent to', CANARIES.email) },
  { why: 'a model as a param', log: (to) => to.fatal('sent %o', new Customer(), 'Mails') },
  { why: 'several texts', log: (to) => to.log('sent %s %s', 'to', CANARIES.email, 'Mails') },
  { why: 'an error', log: (to) => to.error(failure(), 'Mails') },
  { why: 'an error alone', log: (to) => to.error(failure()) },
  { why: 'an error as a warning', log: (to) => to.warn(failure(), undefined, 'Mails') },
  { why: 'an error in an object', log: (to) => to.error({ err: failure() }, 'Mails') },
  { why: 'an error as a param', log: (to) => to.error('failed %o', failure(), 'Mails') },
  { why: 'several errors', log: (to) => to.fatal(new AggregateError([failure()], 'all'), 'M') },
  {
    why: 'a message and a stack',
    log: (to) => to.error(failure().message, failure().stack, 'Mails'),
  },
  { why: 'an error that repeats its input', log: (to) => to.error(unparsed(), 'Mails') },
  {
    why: 'message and stack of an error that repeats its input',
    log: (to) => to.error(`no: ${unparsed().message}`, unparsed().stack, 'Mails'),
  },
  {
    why: 'a stack alone, of an error that repeats its input',
    log: (to) => to.error(`no: ${unparsed().stack}`),
  },
  { why: 'a token in base64', log: (to) => to.log({ t: btoa(`u:${CANARIES.email}`) }, 'Mails') },
  { why: 'an object with its own idea of itself', log: (to) => to.log({ a: new Shown() }, 'M') },
];

/** The loggers inside, each with what it has written so far. */
const LOGGERS: readonly { readonly kind: string; readonly open: () => Opened }[] = [
  { kind: 'ConsoleLogger', open: () => console({ colors: false }) },
  { kind: 'ConsoleLogger in colours', open: () => console({ colors: true }) },
  { kind: 'ConsoleLogger in JSON', open: () => console({ json: true }) },
  { kind: 'ConsoleLogger in coloured JSON', open: () => console({ json: true, colors: true }) },
  {
    kind: 'ConsoleLogger in flat JSON',
    open: () => console({ json: true, flattenParams: true, compact: false }),
  },
  { kind: 'nestjs-pino', open: nestPino },
];

const CASES = LOGGERS.flatMap(({ kind, open }) =>
  VECTORS.map(({ why, log }) => ({ kind, why, open, log })),
);

test.each(CASES)('$kind writes nothing personal: $why', ({ open, log }) => {
  const text = written(open, log, true);
  expect(text).not.toBe('');
  expect(findCanaries(text, CANARIES)).toEqual([]);
});

/** What these loggers do not write by themselves. */
const SILENT: ReadonlySet<string> = new Set([
  'nestjs-pino: a function',
  'nestjs-pino: a function that returns an object',
  'nestjs-pino: an object with its own idea of itself',
  'ConsoleLogger in JSON: an object with its own idea of itself',
]);

test.each(CASES.filter(({ kind, why }) => !SILENT.has(`${kind}: ${why}`)))(
  'control: $kind alone writes it: $why',
  ({ open, log }) => {
    expect(findCanaries(written(open, log, false), CANARIES)).not.toEqual([]);
  },
);

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
  expect(JSON.parse(lines(nestPino, (to) => to.log({ n: 1 }, 'Orders'))[0] ?? '')).toMatchObject({
    level: 30,
    n: 1,
    context: 'Orders',
  });
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
  const inPino = JSON.parse(lines(nestPino, (to) => to.warn(unparsed(), 'Mails'))[0] ?? '');
  expect(inPino).toMatchObject({ context: 'Mails', err: { type: 'SyntaxError' } });
  expect(inPino.err.stack).toMatch(/^SyntaxError: REDACTED: .*\n {4}at JSON\.parse/);
  const plain = lines(() => console({ colors: false }), log).join('');
  expect(plain).toMatch(
    /ERROR \[Mails\] Error: no mail to REDACTED\n {4}at failure \([^]*code: '23505',\n +\[cause\]: TypeError: no customer REDACTED\n/,
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
  expect(JSON.parse(lines(nestPino, log)[0] ?? '')).toMatchObject({
    err: { message: 'no mail to REDACTED', stack: expect.stringContaining('\n    at failure (') },
  });
});

test('a value that is put together from message and params is found; what follows stays apart', () => {
  const [name = '', host = ''] = String(CANARIES.email).split('@');
  const log = (to: Full): void => to.log('to %s@%s', name.toUpperCase(), host, 'Mails');
  const [line = ''] = lines(nestPino, log);
  expect(JSON.parse(line)).toMatchObject({ msg: 'to REDACTED', context: 'Mails' });
  expect(findCanaries(written(nestPino, log, false), CANARIES), 'control').not.toEqual([]);
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
  expect(JSON.parse(lines(nestPino, log)[0] ?? '')).toMatchObject({ msg: 'worked out' });
  expect(lines(nestPino, (to) => to.log(Customer))[0]).toContain('"msg":"Customer"');
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

test.each([true, false])(
  'in an application, whoever logs through Nest: redacted %s',
  async (on) => {
    const privacy = given();
    const { logger, lines } = console({ json: true });
    const app = await NestFactory.create(ClinicModule, { bufferLogs: true });
    app.useLogger(on ? new LawfulLogger(privacy.redact, logger) : logger);
    app.use((_request: unknown, _response: unknown, next: () => void) => {
      const unit = privacy.open({});
      unit.sightings.noteValue(CANARIES);
      runInside(unit, next);
    });
    try {
      await app.listen(0, '127.0.0.1');
      await fetch(`${await app.getUrl()}/patients`);
    } finally {
      await app.close();
      vi.restoreAllMocks();
    }
    const text = lines.join('');
    for (const word of ['static', 'instance', 'ExceptionsHandler', 'NestApplication']) {
      expect(text).toContain(word);
    }
    if (on) expect(findCanaries(text, CANARIES)).toEqual([]);
    else expect(findCanaries(text, CANARIES), 'control').not.toEqual([]);
  },
);

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

class Session {
  readonly customer = new Customer();
}

class Shown {
  [inspect.custom](): string {
    return `<${CANARIES.email}>`;
  }
}

@Controller('patients')
class PatientsController {
  readonly #logger = new Logger(PatientsController.name);

  @Get()
  all(): never {
    Logger.log(`static ${CANARIES.email}`, 'Static');
    this.#logger.log('instance', new Customer());
    throw failure();
  }
}

@Module({ controllers: [PatientsController] })
class ClinicModule {}

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

/** The error of a body that nobody could read, so that nothing of it was sighted. */
function unparsed(): Error {
  try {
    return JSON.parse(`x${String(CANARIES.id).split('-').at(-1)}`);
  } catch (error) {
    return error instanceof Error ? error : new Error('not reached');
  }
}

function console(options: ConstructorParameters<typeof ConsoleLogger>[0]): Opened {
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

function nestPino(): Opened {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const params = { pinoHttp: { logger } };
  const inner = new PinoLogger(params);
  Object.defineProperty(inner, 'logger', { value: logger });
  return { logger: new NestPinoLogger(inner, params), lines };
}

function given() {
  return createPrivacy({ policy, models: [Customer], warn: () => undefined });
}

/** What a unit of work writes that has sighted the canaries. */
function written(open: () => Opened, log: (to: Full) => void, redacting: boolean): string {
  return lines(open, log, redacting).join('');
}

function lines(open: () => Opened, log: (to: Full) => void, redacting = true): readonly string[] {
  const privacy = given();
  const unit = privacy.open({});
  unit.sightings.noteValue(CANARIES);
  const { logger, lines } = open();
  const used = redacting ? new LawfulLogger(privacy.redact, logger) : logger;
  runInside(unit, () => log(used));
  vi.restoreAllMocks();
  return lines;
}
