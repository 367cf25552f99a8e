import assert from 'node:assert/strict';
import type { Bound } from './harness/bounds.ts';
import { loopOver } from './harness/loop.ts';
import { Mode, measureTable } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { inProcess, Role, type Variant } from './harness/variant.ts';
import { createDecider } from './ours/decide.ts';
import {
  createCaslDecider,
  createCaslPerRequestDecider,
  createCaslTypeDecider,
} from './rivals/casl.ts';
import { createCedarDecider } from './rivals/cedar.ts';
import { createOpaDecider, opaNotRun } from './rivals/opa.ts';
import { isPermitted, NOW, subjectIds, subjects } from './workload/subjects.ts';

const FLOOR = 'floor: Map.get and a bit mask';
const OURS = 'lawful decide, state from a Map';
const CASL = 'CASL, condition on an instance';
const CASL_PER_REQUEST = 'CASL, built for the request';
const CEDAR = 'cedar-wasm, policies preparsed';

const bounds: readonly Bound[] = [
  { variant: OURS, bound: 2, of: FLOOR },
  { variant: OURS, bound: 1 / 20, of: CASL },
  { variant: OURS, bound: 1 / 100, of: opaNotRun.name },
];

/** One question about one of 1,024 hot subjects: may this purpose be pursued now? */
export const decideTopic: Topic = {
  async run(plan) {
    const opa = await createOpaDecider();
    const contestants = [
      decider(OURS, Role.Ours, createDecider(subjects, NOW)),
      decider(CASL, Role.Rival, createCaslDecider()),
      decider(CASL_PER_REQUEST, Role.Rival, createCaslPerRequestDecider()),
      variant('CASL, by type only', Role.Rival, createCaslTypeDecider(), 'a lesser question'),
      decider(CEDAR, Role.Rival, createCedarDecider()),
      ...(opa ? [decider(opaNotRun.name, Role.Rival, opa, 'a lesser question: one role')] : []),
    ];
    const table = await measureTable(
      {
        title: 'Decision latency',
        mode: Mode.Shared,
        unit: 'ns/op',
        base: decider(FLOOR, Role.Base, createFloor()),
        control: decider(`A/A: ${FLOOR}, again`, Role.Control, createFloor()),
        contestants,
        bounds,
        notRun: opa ? [] : [opaNotRun],
      },
      plan,
    );
    return [table];
  },
};

const CONSENTED = 1;
const UNRESTRICTED = 2;
const WANTED = CONSENTED | UNRESTRICTED;

/** The least that any engine must do: find the subject, test its bits. */
function createFloor(): (subjectId: string) => boolean {
  const bits = new Map(
    subjects.map((facts) => [
      facts.id,
      (isPermitted({ ...facts, restricted: false }) ? CONSENTED : 0) |
        (facts.restricted ? 0 : UNRESTRICTED),
    ]),
  );
  return (subjectId) => ((bits.get(subjectId) ?? 0) & WANTED) === WANTED;
}

/** An engine enters only with the right answer for every subject. */
function decider(
  name: string,
  role: Role,
  decide: (subjectId: string) => boolean,
  note?: string,
): Variant {
  for (const facts of subjects) {
    assert.equal(decide(facts.id), isPermitted(facts), `${name} is wrong about ${facts.id}`);
  }
  return variant(name, role, decide, note);
}

function variant(
  name: string,
  role: Role,
  decide: (subjectId: string) => boolean,
  note?: string,
): Variant {
  const described = note === undefined ? { name, role } : { name, role, note };
  return inProcess(described, loopOver(subjectIds, decide));
}
