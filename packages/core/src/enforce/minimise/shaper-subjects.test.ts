import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { ModelRef } from '../../declare/model.ts';
import { PrivacyError } from '../../errors.ts';
import { plansFor } from './plan.ts';
import { shapers } from './shaper.ts';
import { straysOf } from './strays.ts';
import { holdsSubjects, subjectCollector, unownedField } from './subjects.ts';
import { type Keep, walkOf } from './walk.ts';

/** Generated code and closures are held to every expectation. */
const both = [
  { how: 'generated code', generate: true },
  { how: 'closures', generate: false },
];

test.each(both)(
  '$how refuses an element of another data subject where one is expected',
  ({ generate }) => {
    const shape = given(Customer, { generate, subject: '7' });
    expect(json(shape({ id: 7, email: 'a@b' })), 'ids are compared as text').toEqual({
      id: 7,
      email: 'a@b',
    });
    expect(codeOf(() => shape({ id: '8' }))).toBe('subject-mismatch');
    expect(
      codeOf(() => shape({ email: 'a@b' })),
      'nobody says whose it is',
    ).toBe('subject-mismatch');
    const nested = given(Thread, { generate, subject: '7' });
    expect(codeOf(() => nested({ people: [{ id: '7' }, { id: '8' }] }))).toBe('subject-mismatch');
  },
);

test.each(both)(
  '$how leaves out nested elements whose subject may not be served',
  ({ generate }) => {
    const shape = given(Thread, { generate, keep: (subject) => subject === '7' });
    const people = [{ id: '7' }, { id: '8' }, { email: 'nobody' }, { id: 7 }];
    expect(
      json(shape({ people, first: { id: '8' }, byRole: { a: { id: '7' }, b: { id: '8' } } })),
    ).toEqual({
      people: [{ id: '7' }, { id: 7 }],
      byRole: { a: { id: '7' } },
    });
  },
);

test('collects whose data an answer holds, nested elements and self-containing ones included', () => {
  const found = new Set<string>();
  const thread = {
    people: [{ id: 1 }, null, { id: 2, friends: [{ id: 3, friends: [] }] }, 'no element'],
    first: { id: 4 },
    byRole: new Map([
      ['a', { id: 5 }],
      ['b', { email: 'nobody' }],
    ]),
  };
  subjectCollector(planOf(Thread))(thread, found);
  expect([...found].toSorted()).toEqual(['1', '2', '3', '4', '5']);
  const endless: { id: number; friends: object[] } = { id: 6, friends: [] };
  endless.friends.push(endless);
  expect(() => subjectCollector(planOf(Customer))(endless, found)).not.toThrow();
});

test('says which personal field no subject id stands for', () => {
  expect(unownedField(planOf(Thread))).toBeUndefined();
  expect(unownedField(planOf(Note))).toBe('Note.text');
  expect(holdsSubjects(planOf(Note))).toBe(false);
});

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' } },
});

const { defineModel, nested, personal, subjectId } = POLICY.declare();

const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    email: personal({ category: 'email', purpose: 'order' }),
    friends: nested((): ModelRef => Customer, 'array'),
  },
});

const Thread = defineModel('Thread', {
  fields: {
    people: nested(() => Customer, 'array'),
    first: nested(() => Customer),
    byRole: nested(() => Customer, 'map'),
  },
});

const Note = defineModel('Note', {
  dataSubject: 'dpv:Customer',
  fields: { text: personal({ category: 'email', purpose: 'order' }) },
});

const CATALOGUE = compileCatalogue({ policy: POLICY, models: [Customer, Thread, Note] });

function planOf(ref: ModelRef) {
  const model = CATALOGUE.models.get(ref);
  if (model === undefined) throw new Error('not declared');
  return plansFor('order', 'out')(model);
}

interface Given {
  readonly generate: boolean;
  readonly subject?: string;
  readonly keep?: Keep;
}

function given(ref: ModelRef, { generate, subject, keep }: Given) {
  const shaperOf = shapers(generate);
  const strays = straysOf(CATALOGUE, 'out', plansFor('order', 'out'), shaperOf);
  const shape = shaperOf(planOf(ref));
  return (value: unknown): unknown => shape(value, walkOf(strays, subject, keep));
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PrivacyError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}
