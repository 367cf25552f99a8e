import assert from 'node:assert/strict';
import type { Bound } from './harness/bounds.ts';
import { loopOver } from './harness/loop.ts';
import type { Plan } from './harness/plan.ts';
import { Mode, measureTable, type TableResult } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { inProcess, Role } from './harness/variant.ts';
import { minimiseCustomer, minimiseList, minimiseNested } from './ours/minimise.ts';
import { createInstanceToPlain } from './rivals/class-transformer.ts';
import { Customer, CustomerWithAddresses } from './workload/customers.ts';
import { copyCustomer, copyList, copyNested } from './workload/hand-written.ts';

const STRINGIFY = 'JSON.stringify, unshaped';
const HAND_WRITTEN = 'floor: literal copy by hand';
const OURS = 'lawful minimise';
const CLASS_TRANSFORMER = 'class-transformer instanceToPlain';

/** Shaping must not cost more than serialising would. */
const bounds: readonly Bound[] = [
  { variant: OURS, bound: 1, of: STRINGIFY },
  { variant: OURS, bound: 1 / 10, of: CLASS_TRANSFORMER },
];

/** Shaping an answer to what may leave, by itself and up to the JSON text. */
export const minimiseTopic: Topic = {
  async run(plan) {
    const toPlain = createInstanceToPlain();
    return [
      ...(await measureShape(oneDto(toPlain), plan)),
      ...(await measureShape(nestedDto(toPlain), plan)),
      ...(await measureShape(listOfDtos(toPlain), plan)),
    ];
  },
};

type Copy<Value> = (value: Value) => unknown;

interface Shape<Value> {
  readonly title: string;
  readonly values: readonly Value[];
  readonly ours: Copy<Value>;
  readonly byHand: Copy<Value>;
  readonly toPlain: Copy<Value>;
}

function oneDto(toPlain: Copy<object>): Shape<Customer> {
  return {
    title: 'one DTO, 7 of 9 fields',
    values: many(64, (index) => new Customer(index)),
    ours: minimiseCustomer,
    byHand: copyCustomer,
    toPlain,
  };
}

function nestedDto(toPlain: Copy<object>): Shape<CustomerWithAddresses> {
  return {
    title: 'a nested DTO, two addresses',
    values: many(64, (index) => new CustomerWithAddresses(index)),
    ours: minimiseNested,
    byHand: copyNested,
    toPlain,
  };
}

function listOfDtos(toPlain: Copy<object>): Shape<readonly Customer[]> {
  return {
    title: 'a list of 100 DTOs',
    values: many(4, (list) => many(100, (item) => new Customer(100 * list + item))),
    ours: minimiseList,
    byHand: copyList,
    toPlain,
  };
}

async function measureShape<Value>(shape: Shape<Value>, plan: Plan) {
  assertAlike(shape);
  const sent = (copy: Copy<Value>) => (value: Value) => JSON.stringify(copy(value));
  return [
    await measure(`Minimise alone: ${shape.title}`, shape, (copy) => copy, bounds, plan),
    await measure(`Minimise and JSON.stringify: ${shape.title}`, shape, sent, [], plan),
  ];
}

/** Nobody is measured who serves more, less or something else than the copy by hand. */
function assertAlike<Value>({ values, ours, byHand, toPlain }: Shape<Value>): void {
  for (const value of values) {
    const expected = plain(byHand(value));
    assert.deepEqual(plain(ours(value)), expected, 'ours serves something else');
    assert.deepEqual(plain(toPlain(value)), expected, 'class-transformer serves something else');
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function measure<Value>(
  title: string,
  shape: Shape<Value>,
  wrap: (copy: Copy<Value>) => Copy<Value>,
  tableBounds: readonly Bound[],
  plan: Plan,
): Promise<TableResult> {
  const variant = (name: string, role: Role, operation: Copy<Value>) =>
    inProcess({ name, role }, loopOver(shape.values, operation));
  const unshaped: Copy<Value> = (value) => JSON.stringify(value);
  return measureTable(
    {
      title,
      mode: Mode.Shared,
      unit: 'ns/op',
      base: variant(STRINGIFY, Role.Base, unshaped),
      control: variant(`A/A: ${STRINGIFY}, again`, Role.Control, unshaped),
      contestants: [
        variant(HAND_WRITTEN, Role.Floor, wrap(shape.byHand)),
        variant(OURS, Role.Ours, wrap(shape.ours)),
        variant(CLASS_TRANSFORMER, Role.Rival, wrap(shape.toPlain)),
      ],
      bounds: tableBounds,
    },
    plan,
  );
}

function many<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
