import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { FieldDeclaration, ModelRef, NestedAs } from '../../declare/model.ts';
import { isPrivacyError } from '../../errors.ts';
import { type Direction, plansFor } from './plan.ts';
import { shapers } from './shaper.ts';
import { straysOf } from './strays.ts';
import { walkOf } from './walk.ts';

test('generated code and closures give the same answer or the same refusal, for every model and value', () => {
  let shaped = 0;
  fc.assert(
    fc.property(worlds(), ({ fields, value, purpose, direction }) => {
      const catalogue = given(fields);
      const [generated, closures] = [true, false].map((generate) =>
        outcomeOf(catalogue, value, purpose, direction, generate),
      );
      expect(generated).toEqual(closures);
      if (generated?.startsWith('{')) shaped++;
    }),
    { numRuns: 600 },
  );
  expect(shaped, 'not only refusals were compared').toBeGreaterThan(100);
});

test('nothing but declared keys of the purpose ever passes, however the value looks', () => {
  fc.assert(
    fc.property(worlds(), ({ fields, value, purpose, direction }) => {
      const catalogue = given(fields);
      const outcome = outcomeOf(catalogue, value, purpose, direction, true);
      if (outcome.startsWith('{'))
        assertDeclared(JSON.parse(outcome), rootOf(catalogue), purpose, direction);
    }),
    { numRuns: 600 },
  );
});

test('the value is never changed, and shaping a frozen one works as well', () => {
  fc.assert(
    fc.property(worlds(), ({ fields, value, purpose, direction }) => {
      const catalogue = given(fields);
      const before = JSON.stringify(value);
      const open = outcomeOf(catalogue, value, purpose, direction, true);
      expect(JSON.stringify(value)).toBe(before);
      expect(outcomeOf(catalogue, deepFreeze(value), purpose, direction, true)).toBe(open);
    }),
    { numRuns: 300 },
  );
});

test('control: a model that declares everything for the purpose lets everything pass', () => {
  const fields: readonly FieldSpec[][] = [[{ key: 'a', kind: 'personal', purposes: ['order'] }]];
  expect(outcomeOf(given(fields), { a: 'x', b: 'y' }, 'order', 'out', true)).toBe('{"a":"x"}');
});

const PURPOSES = ['order', 'delivery'] as const;
type Purpose = (typeof PURPOSES)[number];

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' }, delivery: { legalBasis: 'contract' } },
});

const { defineModel, nested, notPersonal, personal, subjectId } = POLICY.declare();

/** A field of a random model; nested ones name the model by its number, so that models may contain each other. */
type FieldSpec =
  | { readonly key: string; readonly kind: 'personal'; readonly purposes: readonly Purpose[] }
  | { readonly key: string; readonly kind: 'subject-id' | 'not-personal' }
  | {
      readonly key: string;
      readonly kind: 'nested';
      readonly model: number;
      readonly as: NestedAs;
    };

const KEYS = ['a', 'b', 'c', 'd/e', 'f~g', 'toString', '"; throw 1; "'] as const;
const FOREIGN = ['__proto__', 'constructor', 'x', 'hasOwnProperty'] as const;

function worlds() {
  return fc.record({
    fields: fc.array(fc.uniqueArray(fieldSpecs(), { selector: (it) => it.key, maxLength: 5 }), {
      minLength: 1,
      maxLength: 3,
    }),
    value: values(),
    purpose: fc.constantFrom(...PURPOSES),
    direction: fc.constantFrom<Direction>('in', 'out'),
  });
}

function fieldSpecs(): fc.Arbitrary<FieldSpec> {
  const key = fc.constantFrom(...KEYS);
  return fc.oneof(
    fc.record({
      key,
      kind: fc.constant('personal' as const),
      purposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { minLength: 1 }),
    }),
    fc.record({ key, kind: fc.constantFrom('not-personal' as const, 'subject-id' as const) }),
    fc.record({
      key,
      kind: fc.constant('nested' as const),
      model: fc.nat(2),
      as: fc.constantFrom<NestedAs>('one', 'array', 'map'),
    }),
  );
}

/** Mostly objects with keys that may be declared, so that they often fit; undeclared and dangerous keys among them. */
function values(): fc.Arbitrary<object> {
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
  );
  const { tree } = fc.letrec<{ tree: object; node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree'),
      fc.array(tie('tree'), { maxLength: 2 }),
      fc.array(leaf, { maxLength: 2 }),
    ),
    tree: fc
      .array(fc.tuple(fc.constantFrom(...KEYS, ...FOREIGN), tie('node')), { maxLength: 6 })
      .map((entries) => withOwnKeys(entries)),
  }));
  return tree;
}

function withOwnKeys(entries: readonly (readonly [string, unknown])[]): object {
  const made = {};
  for (const [key, value] of entries) {
    Object.defineProperty(made, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return made;
}

function given(specs: readonly (readonly FieldSpec[])[]) {
  const refs: ModelRef[] = [];
  for (const [index, fields] of specs.entries()) {
    const declared = Object.fromEntries(
      fields.map((field) => [field.key, declarationOf(field, refs, specs.length)]),
    );
    refs.push(defineModel(`M${index}`, { fields: declared }));
  }
  return compileCatalogue({ policy: POLICY, models: refs });
}

function declarationOf(
  field: FieldSpec,
  refs: readonly ModelRef[],
  count: number,
): FieldDeclaration<Purpose> {
  switch (field.kind) {
    case 'personal':
      return personal({ category: 'email', purpose: field.purposes });
    case 'not-personal':
      return notPersonal();
    case 'subject-id':
      return subjectId();
    case 'nested':
      return nested(() => refs[field.model % count] ?? Object, field.as);
  }
}

function rootOf(catalogue: ReturnType<typeof given>): CompiledModel {
  const [root] = catalogue.models.values();
  if (root === undefined) throw new Error('no model');
  return root;
}

/** The shaped JSON, or the code of the refusal. */
function outcomeOf(
  catalogue: ReturnType<typeof given>,
  value: object,
  purpose: string,
  direction: Direction,
  generate: boolean,
): string {
  const planOf = plansFor(purpose, direction);
  const shaperOf = shapers(generate);
  const walk = walkOf(straysOf(catalogue, direction, planOf, shaperOf), undefined);
  try {
    return JSON.stringify(shaperOf(planOf(rootOf(catalogue)))(value, walk));
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  }
}

/** An independent reading of the declarations: no key of the output that the purpose may not have. */
function assertDeclared(
  shaped: unknown,
  model: CompiledModel,
  purpose: string,
  direction: Direction,
): void {
  if (typeof shaped !== 'object' || shaped === null) return;
  for (const [key, held] of Object.entries(shaped)) {
    const field = model.byKey.get(key);
    expect(field, `${key} is not declared`).toBeDefined();
    if (field === undefined) return;
    const allowed = field.uses.length === 0 || field.uses.some((use) => use.purpose === purpose);
    expect(allowed, `${key} is for another purpose`).toBe(true);
    if (field.subjectId && field.uses.length === 0) expect(direction).toBe('out');
    if (field.nested === undefined) continue;
    const items = field.nested.as === 'one' ? [held] : Object.values(Object(held));
    for (const item of items) assertDeclared(item, field.nested.model, purpose, direction);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) deepFreeze(held);
  }
  return value;
}
