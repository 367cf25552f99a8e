import type { Catalogue } from '../catalogue/catalogue.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable, Clock } from '../ports.ts';
import type { Admission, Gate } from './gate.ts';
import { type Input, surplusOf } from './input.ts';
import type { ShaperOf } from './minimise/element.ts';
import { type Walk, walkOf } from './minimise/walk.ts';
import type { Recorder } from './recorder.ts';
import { compileRoute, type ProcessingOptions, type RoutePlan } from './route-plan.ts';
import { createRunning, type Incoming, type Running } from './running.ts';
import type { UnitOfWork } from './unit.ts';

export type { Incoming, Running } from './running.ts';

/** One purpose at one place, ready for requests. Adapters carry bytes to it and from it. */
export interface Processing {
  readonly purpose: string;
  readonly options: ProcessingOptions;
  /** Minimises what comes in and has the gate decide. A refusal wins over a complaint about the input. */
  begin(unit: UnitOfWork, incoming: Incoming): Awaitable<Running>;
}

/** What processing is made of. */
export interface ProcessingParts {
  readonly catalogues: readonly Catalogue[];
  readonly catalogueAt: (now: number) => Catalogue;
  readonly gate: Gate;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly shaperOf: ShaperOf;
}

/** Compiles one purpose at one place against every known version of the policy. Throws at once where a declaration is missing. */
export function createProcessing(
  parts: ProcessingParts,
  purpose: string,
  options: ProcessingOptions,
): Processing {
  const { catalogues, catalogueAt, gate, clock } = parts;
  if (!catalogues.some((catalogue) => catalogue.purposes.has(purpose))) {
    throw new PrivacyError('purpose-unknown', { what: purpose });
  }
  const plans = new Map(
    catalogues.map((it) => [it, compileRoute(it, purpose, options, parts.shaperOf)]),
  );
  const run = (unit: UnitOfWork, admission: Admission, { incoming, error }: Taken): Running => {
    if (error !== undefined) throw error;
    return createRunning(parts, unit, admission, incoming);
  };
  const runLater = async (
    unit: UnitOfWork,
    admitted: Promise<Admission>,
    taken: Taken,
  ): Promise<Running> => run(unit, await admitted, taken);
  return {
    purpose,
    options,
    begin: (unit, incoming) => {
      const now = clock();
      const plan = plans.get(catalogueAt(now));
      if (plan === undefined) throw new PrivacyError('policy-not-in-force');
      if (unit.subject !== undefined) unit.sightings.noteValue(unit.subject);
      const taken = take(plan, incoming, unit);
      const admitted = gate.admit(unit, plan, taken.dropped, now);
      return 'plan' in admitted ? run(unit, admitted, taken) : runLater(unit, admitted, taken);
    },
  };
}

interface Taken {
  readonly incoming: Incoming;
  readonly dropped: number;
  /** What is wrong with the input; told only if the decision lets it. */
  readonly error: unknown;
}

function take(plan: RoutePlan, incoming: Incoming, unit: UnitOfWork): Taken {
  const walk = walkOf(plan.strays.in, undefined);
  try {
    const body = takeOne(plan.body, incoming.body, walk, unit);
    const params = takeOne(plan.params, incoming.params, walk, unit);
    const query = takeOne(plan.query, incoming.query, walk, unit);
    // A route names its own parameters; a body and a query are the sender's.
    if (plan.body === undefined) walk.dropped += surplusOf(incoming.body, plan.refuse);
    if (plan.query === undefined) walk.dropped += surplusOf(incoming.query, plan.refuse);
    return { incoming: { body, params, query }, dropped: walk.dropped, error: undefined };
  } catch (error) {
    return { incoming: {}, dropped: walk.dropped, error };
  }
}

function takeOne(
  input: Input | undefined,
  value: unknown,
  walk: Walk,
  { sightings }: UnitOfWork,
): unknown {
  if (input === undefined) return undefined;
  sightings.note(input.model, value);
  return input.minimise(value, walk);
}
