import {
  createPrivacy,
  definePolicy,
  pinoRedaction,
  redactChildren,
  runInside,
} from '@lawful/core';
import { canarySubject, findCanaries } from '@lawful/core/testing';
import { type Logger, pino } from 'pino';
import { expect, test } from 'vitest';

/** Every way in which pino writes; each leaks unless it is redacted. */
const VECTORS: readonly { readonly why: string; readonly log: (to: Logger) => void }[] = [
  { why: 'message', log: (to) => to.info(`mail to ${CANARIES.email}`) },
  { why: 'a model as the object', log: (to) => to.info(new Customer()) },
  { why: 'a model in the object', log: (to) => to.info({ customer: new Customer() }, 'opened') },
  {
    why: 'nested, in lists, in a class of its own',
    log: (to) => to.info({ a: [{ b: new Customer() }], session: new Session() }),
  },
  { why: 'a plain copy of a model', log: (to) => to.info({ row: { ...new Customer() } }) },
  { why: 'an ad-hoc object', log: (to) => to.warn({ to: CANARIES.email, n: 1 }, 'sent') },
  { why: 'an object with a toJSON', log: (to) => to.info({ a: { toJSON: () => new Customer() } }) },
  { why: 'format %s', log: (to) => to.info('mail to %s', CANARIES.email) },
  { why: 'format %o', log: (to) => to.info('customer %o', new Customer()) },
  { why: 'format %j after an object', log: (to) => to.info({ n: 1 }, '%j', new Customer()) },
  { why: 'child bindings', log: (to) => to.child({ customer: new Customer() }).info('hello') },
  {
    why: 'bindings of a grandchild',
    log: (to) =>
      to
        .child({ a: 1 })
        .child({ customer: [new Customer()] }, {})
        .info('hello'),
  },
  { why: 'a text in child bindings', log: (to) => to.child({ to: CANARIES.email }).info('hello') },
  { why: 'an error', log: (to) => to.error(failure()) },
  { why: 'an error with a message', log: (to) => to.error(failure(), 'failed') },
  { why: 'err', log: (to) => to.error({ err: failure() }, 'failed') },
  { why: 'err without a message', log: (to) => to.error({ err: failure() }) },
  { why: 'an error under another key', log: (to) => to.error({ failure: failure() }, 'failed') },
  { why: 'err that is no error', log: (to) => to.error({ err: new Customer() }, 'failed') },
  { why: 'err in child bindings', log: (to) => to.child({ err: failure() }).error('failed') },
  { why: 'request and response', log: (to) => to.info(exchange(), 'request') },
  { why: 'bytes', log: (to) => to.info({ body: Buffer.from(String(CANARIES.email)) }) },
  {
    why: 'a token in base64',
    log: (to) => to.info({ token: Buffer.from(`user:${CANARIES.email}`).toString('base64url') }),
  },
  {
    why: 'an address',
    log: (to) => to.info({ q: `?to=${encodeURIComponent(String(CANARIES.email))}` }),
  },
];

test.each(VECTORS)('pino writes nothing personal: $why', ({ log }) => {
  const lines = written(log, true);
  for (const line of lines) expect(typeof JSON.parse(line)).toBe('object');
  expect(findCanaries(lines.join(''), CANARIES)).toEqual([]);
});

test.each(VECTORS.filter(({ why }) => why !== 'bytes'))(
  'control: pino alone writes it: $why',
  ({ log }) => {
    expect(findCanaries(written(log, false).join(''), CANARIES)).not.toEqual([]);
  },
);

test('what is not personal is written as before, and in the same place', () => {
  const [line = ''] = written(
    (to) =>
      to
        .child({ service: 'shop' })
        .info({ route: '/orders/:id', n: 30, customer: new Customer() }, 'done'),
    true,
  );
  expect(JSON.parse(line)).toMatchObject({
    level: 30,
    service: 'shop',
    route: '/orders/:id',
    n: 30,
    msg: 'done',
    customer: { tier: 'gold' },
  });
  expect(line.endsWith('}\n')).toBe(true);
});

test('a value that equals the level does not change the level', () => {
  const [line = ''] = written((to) => to.info({ age: 30, quantity: 3 }, 'order of 30'), true, 30);
  expect(JSON.parse(line)).toMatchObject({
    level: 30,
    age: 'REDACTED',
    quantity: 3,
    msg: 'order of REDACTED',
  });
});

test('outside a unit of work, declared models are redacted all the same', () => {
  const lines: string[] = [];
  pino(pinoRedaction(given().redact), { write: (line) => lines.push(line) }).info(new Customer());
  expect(findCanaries(lines.join(''), CANARIES)).toEqual([]);
});

test('a child cannot bring back the whole of requests and errors, as pino-http would', () => {
  const whole = (value: unknown): unknown => value;
  const serializers = { req: whole, res: whole, err: whole, n: () => 'own' };
  const log = (to: Logger): void => {
    const child = to.child({ ...exchange(), n: 1 }, { serializers });
    child.info('in');
    child.child({}, { serializers }).error({ err: failure() }, 'failed');
  };
  const lines = written(log, true);
  expect(findCanaries(lines.join(''), CANARIES)).toEqual([]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    req: { method: 'GET', route: 'unmapped' },
    res: { statusCode: 200 },
    n: 'own',
  });
  expect(findCanaries(written(log, false).join(''), CANARIES), 'control').not.toEqual([]);
});

const CANARIES = canarySubject(['id', 'email', 'street']);

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  controller: { name: 'Shop', address: 'Lyon', contact: 'mailto:privacy@shop.example' },
  purposes: { order: { legalBasis: 'contract' } },
});

const { DataSubject, NotPersonal, PersonalData, SubjectId } = policy.declare();

@DataSubject('dpv:Customer')
class Customer {
  @SubjectId() id = CANARIES.id;
  @PersonalData({ category: 'email', purpose: 'order' }) email = CANARIES.email;
  @PersonalData({ category: 'pd:Street', purpose: 'order' }) street = CANARIES.street;
  @NotPersonal() tier = 'gold';
}

class Session {
  readonly customer = new Customer();
}

function failure(): Error {
  const row = {
    detail: `Key (email)=(${CANARIES.email}) already exists.`,
    code: '23505',
    row: new Customer(),
  };
  return Object.assign(
    new Error(`no mail to ${CANARIES.email}`, { cause: new Error(CANARIES.id) }),
    row,
  );
}

function exchange() {
  return {
    req: {
      method: 'GET',
      url: `/customers/${CANARIES.id}`,
      headers: { cookie: CANARIES.email },
      user: new Customer(),
    },
    res: { statusCode: 200, headers: { location: `/customers/${CANARIES.id}` } },
  };
}

function given() {
  return createPrivacy({ policy, models: [Customer], warn: () => undefined });
}

/** The lines that a unit of work writes which has sighted the canaries, and perhaps another value. */
function written(
  log: (to: Logger) => void,
  redacting: boolean,
  sighted?: unknown,
): readonly string[] {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const privacy = given();
  const unit = privacy.open({});
  unit.sightings.noteValue([CANARIES, sighted]);
  const logger = redacting
    ? redactChildren(pino(pinoRedaction(privacy.redact), destination), privacy.redact)
    : pino({}, destination);
  runInside(unit, () => log(logger));
  return lines;
}
