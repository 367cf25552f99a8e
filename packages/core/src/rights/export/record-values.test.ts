import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { isPrivacyError } from '../../errors.ts';
import { valuesOf } from './record-values.ts';
import { selectionOf } from './selection.ts';

test.each([
  ['a date', new Date('2026-11-22T09:00:00Z'), '2026-11-22T09:00:00.000Z'],
  ['a date that is none', new Date(Number.NaN), 'Invalid Date'],
  ['a large integer', 12345678901234567890n, '12345678901234567890'],
  ['a number that JSON has no word for', Number.NaN, 'NaN'],
  ['bytes', Buffer.from('voice'), 'dm9pY2U='],
  ['a Map', new Map([['a', 1]]), { a: 1 }],
  ['a Set', new Set(['a', 1n]), ['a', '1']],
  ['a value object', { toJSON: () => ({ amount: 3n }) }, { amount: '3' }],
  ['a list with a hole', ['a', undefined, () => 1], ['a', null, null]],
  ['a record', { a: { b: [1, null] }, c: undefined }, { a: { b: [1, null] } }],
  [
    'a key that JavaScript reserves',
    JSON.parse('{"__proto__":{"x":1}}'),
    JSON.parse('{"__proto__":{"x":1}}'),
  ],
  ['false', false, false],
  ['an empty text', '', ''],
])('%s is written as JSON holds it', (_what, held, written) => {
  const values = given().values({ id: 'ada', data: held });
  expect(JSON.parse(JSON.stringify(values?.data))).toEqual(written);
});

test('what is held is not touched', () => {
  const record = { id: 'ada', data: { list: [{ deep: 1 }] }, notes: [{ text: 'a' }] };
  const before = structuredClone(record);
  const values = given().values(record);
  expect(record).toEqual(before);
  expect(values?.data).not.toBe(record.data);
});

test('class instances are read by their declaration, also where a plain value was declared', () => {
  const { values, Note } = given();
  class Longer extends Note {
    undeclared = 'cnry';
  }
  expect(JSON.stringify(values({ id: 'ada', data: new Note('told', 'hidden') }))).toBe(
    '{"id":"ada","data":{"text":"told"}}',
  );
  expect(JSON.stringify(values({ id: 'ada', notes: [new Longer('a', 'b')] }))).toBe(
    '{"id":"ada","notes":[{"text":"a"}]}',
  );
});

test('nested models in lists, maps and alone keep only what is exported of them', () => {
  const note = { text: 'a', secret: 'cnry', undeclared: 'cnry' };
  const hidden = { secret: 'cnry' };
  const values = given().values({
    id: 'ada',
    notes: [note, hidden, null, note],
    note,
    byDay: new Map([
      ['monday', note],
      ['tuesday', hidden],
    ]),
  });
  expect(JSON.parse(JSON.stringify(values))).toEqual({
    id: 'ada',
    notes: [{ text: 'a' }, { text: 'a' }],
    note: { text: 'a' },
    byDay: { monday: { text: 'a' } },
  });
});

test.each([
  ['nothing but its subject', { id: 'ada' }],
  ['nothing but empty places', { id: 'ada', data: null }],
  ['nothing but what is hidden', { id: 'ada', notes: [{ secret: 'x' }], note: { secret: 'x' } }],
])('a record that holds %s leaves no trace', (_what, record) => {
  expect(given().values(record)).toBeUndefined();
});

test.each([
  ['another subject', { id: 'bob', data: 1 }, 'subject-mismatch'],
  ['nobody', { data: 1 }, 'subject-mismatch'],
  ['another subject inside', { id: 'ada', parts: [{ id: 'bob', data: 1 }] }, 'subject-mismatch'],
  ['a list', [{ id: 'ada' }], 'response-shape-mismatch'],
  ['a text', 'ada', 'response-shape-mismatch'],
  ['a list that is none', { id: 'ada', notes: { text: 'a' } }, 'response-shape-mismatch'],
  ['a value still to come', { id: 'ada', data: Promise.resolve(1) }, 'response-shape-mismatch'],
  ['a record still to come', Promise.resolve({ id: 'ada' }), 'response-shape-mismatch'],
  ['itself', circular(), 'response-shape-mismatch'],
])('a record of %s stops the export', (_what, record, code) => {
  let error: unknown;
  try {
    given().values(record);
  } catch (thrown) {
    error = thrown;
  }
  expect(isPrivacyError(error) && error.code).toBe(code);
});

test('a number names the same subject as its digits', () => {
  expect(given('42').values({ id: 42, data: 1 })).toMatchObject({ id: 42 });
});

function circular() {
  const record: Record<string, unknown> = { id: 'ada' };
  record.data = { record };
  return { ...record, data: record };
}

function given(subject = 'ada') {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: {
      order: { legalBasis: 'contract' },
      aml: { ...AML, indirectAccess: { legalReference: 'CMF' } },
    },
  });
  const { defineModel, PersonalData, personal, nested, subjectId } = policy.declare();
  class Note {
    @PersonalData({ category: 'pd:Opinion', purpose: 'order' }) text: string;
    @PersonalData({ category: 'pd:Opinion', purpose: 'aml' }) secret: string;
    constructor(text: string, secret: string) {
      this.text = text;
      this.secret = secret;
    }
  }
  const Part = defineModel('Part', {
    fields: { id: subjectId(), data: personal({ category: 'pd:Purchase', purpose: 'order' }) },
  });
  const Customer = defineModel('Customer', {
    fields: {
      id: subjectId(),
      data: personal({ category: 'pd:Purchase', purpose: 'order' }),
      note: nested(() => Note),
      notes: nested(() => Note, 'array'),
      byDay: nested(() => Note, 'map'),
      parts: nested(() => Part, 'array'),
    },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  const selection = selectionOf(catalogue, 'access');
  const exported = selection.of(Customer);
  if (exported === undefined) throw new Error('nothing is selected');
  return {
    Note,
    values: (record: unknown) =>
      valuesOf(record, exported, {
        subject,
        selected: selection.of,
        isModel: (ref) => catalogue.models.has(ref),
      }),
  };
}

const AML = { is: 'dpv:CounterMoneyLaundering', legalBasis: 'legal_obligation' } as const;
