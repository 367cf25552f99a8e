import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { ModelRef } from '../../declare/model.ts';
import { createSightings, SIGHTING_LIMIT } from './sightings.ts';

test('personal fields are sighted, those that are not personal are not', () => {
  const sightings = createSightings();
  sightings.note(model(Customer), {
    id: 'cust-7',
    email: 'anna@example.org',
    tier: 'goldcard',
    extra: 'undeclared',
    home: { street: 'Rue Neuve' },
    others: [{ street: 'Rue Vieille' }],
    named: { work: { street: 'Quai' } },
  });
  expect(
    sightings.redact(
      'cust-7 anna@example.org goldcard undeclared Rue Neuve, Rue Vieille, Quai, work',
    ),
  ).toBe('REDACTED REDACTED goldcard undeclared REDACTED, REDACTED, REDACTED, work');
});

test('what has not the declared shape is sighted as a whole', () => {
  const sightings = createSightings();
  sightings.note(model(Customer), { home: 'Rue Neuve', others: ['Rue Vieille'], tier: 'goldcard' });
  sightings.note(model(Customer), 'anna@example.org');
  expect(sightings.redact('Rue Neuve, Rue Vieille, goldcard, anna@example.org')).toBe(
    'REDACTED, REDACTED, goldcard, REDACTED',
  );
});

test('values are read when a text leaves, not when they are noted', () => {
  const sightings = createSightings();
  let reads = 0;
  sightings.note(model(Customer), {
    get email() {
      reads++;
      return 'anna@example.org';
    },
  });
  expect(reads).toBe(0);
  sightings.redact('a');
  sightings.redact('b');
  expect(reads).toBe(1);
});

test('values noted later are found as well', () => {
  const sightings = createSightings();
  sightings.noteValue('first@example.org');
  expect(sightings.redact('first@example.org second@example.org')).toBe(
    'REDACTED second@example.org',
  );
  sightings.noteValue('second@example.org');
  expect(sightings.redact('first@example.org second@example.org')).toBe('REDACTED REDACTED');
});

test('numbers, dates, lists and whatever a personal field holds are sighted', () => {
  const sightings = createSightings();
  sightings.note(model(Customer), {
    email: [
      new Date('1990-05-01T00:00:00Z'),
      { deep: new Map([['k', new Set([123456n, 77.25])]]) },
      new Date(Number.NaN),
    ],
  });
  expect(sightings.redact('born 1990-05-01, 641520000000, 123456, 77.25')).toBe(
    'born REDACTED, REDACTED, REDACTED, REDACTED',
  );
});

test('a line of JSON stays JSON: strings are searched, numbers compared', () => {
  const sightings = given('anna@example.org', 34, 'n@x.org', 'quo"te');
  const line =
    '{"level":30,"age":34,"n":134,"msg":"line\\n@x.org for anna@example.org","q":"a quo\\"te","list":[34,"34",-34]}\n';
  expect(sightings.redactJson(line)).toBe(
    '{"level":30,"age":"REDACTED","n":134,"msg":"line\\n@x.org for REDACTED","q":"a REDACTED","list":["REDACTED","REDACTED",-34]}\n',
  );
  expect(given('nobody@example.org').redactJson(line)).toBe(line);
});

test('a value in a key is replaced as well', () => {
  expect(given('anna@example.org').redactJson('{"anna@example.org":1}')).toBe('{"REDACTED":1}');
});

test('a line that is no JSON is searched as text', () => {
  expect(given('anna@example.org').redactJson('INFO anna@example.org\n')).toBe('INFO REDACTED\n');
  for (const broken of [
    '{"a: anna@example.org',
    '{"a":"anna@example.org',
    '{a: anna@example.org}',
    '"\\x anna@example.org"',
    '{"a":anna@example.org,"b":1}',
  ]) {
    expect(given('anna@example.org').redactJson(broken), broken).not.toContain('anna');
  }
});

test('for every log object and every sighted value: the line parses, and no string holds the value', () => {
  fc.assert(
    fc.property(
      fc.array(values(), { minLength: 1, maxLength: 4 }),
      fc.object({ values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] }),
      (sighted, base) => {
        const log = {
          ...base,
          plain: sighted[0],
          inside: `x ${sighted.join(' ')} y`,
          json: JSON.stringify({ sighted }),
          [`k ${sighted[0]}`]: 1,
        };
        const line = given(...sighted).redactJson(`${JSON.stringify(log)}\n`);
        const texts: string[] = [];
        JSON.parse(line, (key, value) => {
          texts.push(key, ...(typeof value === 'string' ? [value] : []));
          return value;
        });
        for (const value of sighted) {
          for (const text of texts)
            expect(text.toLowerCase().includes(value.trim().toLowerCase())).toBe(false);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a value that itself looks like an escape is found behind the escapes of JSON', () => {
  for (const value of ['%00"', 'a%41"b', '"&amp;x', 'x\\n%20"']) {
    const line = given(value).redactJson(JSON.stringify({ inside: `x ${value} y` }));
    expect(JSON.parse(line).inside, value).toBe('x REDACTED y');
  }
});

test('too many values, and texts are withheld whole; a line of JSON is still one', () => {
  const sightings = createSightings();
  sightings.noteValue(Array.from({ length: SIGHTING_LIMIT }, (_, index) => `value-${index}`));
  expect(sightings.redact('plain')).toBe('plain');
  sightings.noteValue('one too many');
  expect(sightings.redact('plain')).toBe('REDACTED: too many personal values to search for');
  expect(JSON.parse(sightings.redactJson('{"msg":"plain"}\n'))).toEqual({
    msg: 'REDACTED: too many personal values to search for',
  });
});

test('a unit of work that notes for ever does not keep everything, and withholds its texts', () => {
  const sightings = createSightings();
  for (let index = 0; index <= SIGHTING_LIMIT; index++) sightings.noteValue(true);
  expect(sightings.redact('plain')).toMatch(/^REDACTED: too many/);
});

test('values that cannot be read to their end withhold the texts: circular, too deep, a getter that throws', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  let deep: unknown = 'anna@example.org';
  for (let level = 0; level < 100; level++) deep = [deep];
  const throwing = {
    get a(): string {
      throw new Error('no');
    },
  };
  for (const value of [circular, deep, throwing]) {
    const sightings = createSightings();
    sightings.noteValue(value);
    expect(sightings.redact('plain')).toMatch(/^REDACTED: /);
  }
  const person: Record<string, unknown> = { email: 'anna@example.org' };
  person.friends = [person];
  const sightings = createSightings();
  sightings.note(model(Person), person);
  expect(sightings.redact('anna@example.org')).toMatch(/^REDACTED/);
});

test('nothing sighted, nothing changed', () => {
  const sightings = createSightings();
  sightings.noteValue(undefined);
  sightings.noteValue(null);
  expect(sightings.redact('text')).toBe('text');
  expect(sightings.redactJson('{"a":1}')).toBe('{"a":1}');
});

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' } },
});

const { defineModel, nested, notPersonal, personal, subjectId } = POLICY.declare();

const Address = defineModel('Address', {
  fields: { street: personal({ category: 'pd:Street', purpose: 'order' }) },
});

const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    email: personal({ category: 'email', purpose: 'order' }),
    tier: notPersonal(),
    home: nested(() => Address),
    others: nested(() => Address, 'array'),
    named: nested(() => Address, 'map'),
  },
});

const Person = defineModel('Person', {
  fields: {
    email: personal({ category: 'email', purpose: 'order' }),
    friends: nested((): ModelRef => Person, 'array'),
  },
});

function model(ref: ModelRef): CompiledModel {
  const compiled = compileCatalogue({ policy: POLICY, models: [Customer, Person] }).models.get(ref);
  if (compiled === undefined) throw new Error('not declared');
  return compiled;
}

function given(...values: readonly unknown[]) {
  const sightings = createSightings();
  for (const value of values) sightings.noteValue(value);
  return sightings;
}

/** Values that say something and that REDACTED itself does not hold. */
function values(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', minLength: 4, maxLength: 20 })
    .filter(
      (it) =>
        /[\p{L}\p{N}]/u.test(it) &&
        it.trim().length > 3 &&
        /[^0-9]/.test(it.trim()) &&
        !'redacted'.includes(it.trim().toLowerCase()),
    );
}

test('what a getter notes while it is looked into is not lost', () => {
  const sightings = createSightings();
  sightings.noteValue({
    get given() {
      sightings.noteValue('anna@example.org');
      return 'Annabel';
    },
  });
  expect(sightings.redact('Annabel is anna@example.org')).not.toMatch(/anna/i);
});
