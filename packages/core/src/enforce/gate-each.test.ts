import { expect, test } from 'vitest';
import {
  Customer,
  codeOf,
  givenShop,
  objectionTo,
  type Purpose,
} from '../../fixtures/enforce-shop.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { SubjectStore } from '../ports.ts';
import { consentGiven } from '../testing/index.ts';

const CLERK = { actor: { type: 'staff', role: 'clerk', id: 's1' } } as const;
const ROWS = ['c1', 'c2', 'c3', undefined, 'c1'].map((id, index) => ({
  id,
  email: `e${index}@example.org`,
  phone: '1',
}));

test('on a list, elements without a basis and elements of nobody are left out', async () => {
  const { served } = await listed('newsletter', ['c1', 'c3']);
  expect(served).toEqual([
    { id: 'c1', email: 'e0@example.org' },
    { id: 'c3', email: 'e2@example.org' },
    { id: 'c1', email: 'e4@example.org' },
  ]);
});

test('contract needs no consent: everybody is served, by the fields of that purpose', async () => {
  const { served } = await listed('order');
  expect(served).toHaveLength(4);
  expect(served).toContainEqual({ id: 'c2', email: 'e1@example.org', phone: '1' });
});

test('one decision and one answer are recorded, with the number of subjects; not one record per row', async () => {
  const { records } = await listed('newsletter', ['c1', 'c3']);
  expect(records.map(({ kind, reason, subjectCount }) => [kind, reason, subjectCount])).toEqual([
    ['decision', 'per_subject', undefined],
    ['served', 'per_subject', 2],
  ]);
});

test('all states are read at once, each subject once', async () => {
  const asked: string[][] = [];
  const memory = memorySubjectStore();
  const store: SubjectStore = {
    ...memory,
    readMany: (subjects) => {
      asked.push([...subjects]);
      return memory.readMany(subjects);
    },
  };
  await listed('order', [], store);
  expect(asked).toEqual([['c1', 'c2', 'c3']]);
});

test('an empty list asks nobody', async () => {
  const store: SubjectStore = {
    ...memorySubjectStore(),
    readMany: () => {
      throw new Error('asked');
    },
  };
  const { begin, privacy } = givenShop({ store });
  const running = await begin(
    privacy.processing('newsletter', { subject: 'each', returns: [Customer] }),
    CLERK,
  );
  expect(await running.serve([], 200)).toEqual([]);
});

test('one element alone may be left out, too', async () => {
  const { begin, privacy } = givenShop();
  const running = await begin(
    privacy.processing('newsletter', { subject: 'each', returns: Customer }),
    CLERK,
  );
  expect(await running.serve(ROWS[0], 200)).toBeNull();
  expect(await running.serve(null, 200)).toBeNull();
});

test.each<[string, Pick<SubjectStore, 'readMany'>]>([
  [
    'throws',
    {
      readMany: () => {
        throw new Error('down');
      },
    },
  ],
  ['rejects', { readMany: () => Promise.reject(new Error('down')) }],
  ['hangs', { readMany: () => new Promise<never>(() => undefined) }],
  ['answers too few', { readMany: () => [{ state: undefined, ageMs: 0 }] }],
  ['answers bare states', { readMany: (asked) => asked.map(() => undefined as never) }],
])(
  'a store that %s never looks like a shorter list: what depends on it is refused',
  async (_how, failing) => {
    const store: SubjectStore = { ...memorySubjectStore(), ...failing };
    expect(await codeOf(() => listed('newsletter', [], store))).toBe('state-unknown');
    expect((await listed('order', [], store)).served, 'contract goes on').toHaveLength(4);
  },
);

test('that refusal is recorded', async () => {
  const store: SubjectStore = {
    ...memorySubjectStore(),
    readMany: () => {
      throw new Error('down');
    },
  };
  const { begin, privacy, records } = givenShop({ store });
  const running = await begin(
    privacy.processing('newsletter', { subject: 'each', returns: [Customer] }),
    CLERK,
  );
  expect(await codeOf(() => running.serve(ROWS, 200))).toBe('state-unknown');
  expect((await records()).map(({ kind, outcome, reason }) => [kind, outcome, reason])).toEqual([
    ['decision', 'allow', 'per_subject'],
    ['decision', 'deny', 'state_unknown'],
  ]);
});

test('an observed purpose serves everybody, and tells each kind of denial once', async () => {
  const { begin, privacy, records, store } = givenShop({ modes: { newsletter: 'observe' } });
  await store.append('c1', consentGiven('newsletter'));
  const running = await begin(
    privacy.processing('newsletter', { subject: 'each', returns: [Customer] }),
    CLERK,
  );
  expect(await running.serve(ROWS, 200)).toHaveLength(ROWS.length);
  expect(
    (await records()).map(({ kind, outcome, observed, reason }) => [
      kind,
      outcome,
      observed,
      reason,
    ]),
  ).toEqual([
    ['decision', 'allow', undefined, 'per_subject'],
    ['decision', 'deny', true, 'consent_missing'],
    ['served', 'allow', undefined, 'per_subject'],
  ]);
});

test('what is refused whoever the subject is, is refused before the handler', async () => {
  const { begin, privacy } = givenShop();
  const processing = privacy.processing('statistics', { subject: 'each', returns: [Customer] });
  expect(await codeOf(() => begin(processing, CLERK))).toBe('role-not-granted');
});

test('a list inside a wrapper is shortened, its other members stay', async () => {
  const { begin, privacy, store } = givenShop();
  await store.append('c2', consentGiven('newsletter'));
  const returns = { items: [Customer], newest: Customer, total: 'not-personal' } as const;
  const running = await begin(
    privacy.processing('newsletter', { subject: 'each', returns }),
    CLERK,
  );
  expect(json(await running.serve({ items: ROWS, newest: ROWS[0], total: 5 }, 200))).toEqual({
    items: [{ id: 'c2', email: 'e1@example.org' }],
    newest: null,
    total: 5,
  });
});

async function listed(
  purpose: Purpose,
  consenting: readonly string[] = [],
  store: SubjectStore = memorySubjectStore(),
) {
  const shop = givenShop({ store, deadline: 20 });
  for (const subject of consenting) await store.append(subject, consentGiven('newsletter'));
  await store.append('c2', objectionTo('statistics'));
  const processing = shop.privacy.processing(purpose, { subject: 'each', returns: [Customer] });
  const running = await shop.begin(processing, CLERK);
  return { served: json(await running.serve(ROWS, 200)), records: await shop.records() };
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
