import 'reflect-metadata';
import { inspect } from 'node:util';
import { createPrivacy, definePolicy, runInside } from '@lawful/core';
import { canarySubject, findCanaries } from '@lawful/core/testing';
import { LawfulLogger } from '@lawful/nest';
import {
  ConsoleLogger,
  type ConsoleLoggerOptions,
  Controller,
  Get,
  Logger,
  type LoggerService,
  Module,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger as NestPinoLogger, PinoLogger } from 'nestjs-pino';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';

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
  { why: 'a key', log: (to) => to.log({ [String(CANARIES.email)]: 1 }, 'Mails') },
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

test('a message given as a function is worked out for pino, too', () => {
  const [text, model] = lines(nestPino, (to) => {
    to.log(() => () => `worked out for ${CANARIES.email}`, 'Orders');
    to.log(Customer);
  });
  expect(JSON.parse(text ?? '')).toMatchObject({ msg: 'worked out for REDACTED' });
  expect(JSON.parse(model ?? '')).toMatchObject({ msg: 'Customer' });
});

test('of an error, kind, code and the places where it was thrown reach pino', () => {
  const [line = '', stack = ''] = lines(nestPino, (to) => {
    to.warn(unparsed(), 'Mails');
    to.error(failure().message, failure().stack, 'Mails');
  });
  const { err, context } = JSON.parse(line);
  expect({ context, type: err.type }).toEqual({ context: 'Mails', type: 'SyntaxError' });
  expect(err.stack).toMatch(/^SyntaxError: REDACTED: .*\n {4}at JSON\.parse/);
  expect(JSON.parse(stack)).toMatchObject({
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
