import {
  type Privacy,
  PrivacyError,
  type ProcessingOptions,
  type Running,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import { concatMap, from, isObservable, Observable } from 'rxjs';
import { declareWithheld } from './graphql-fields.ts';
import type { HandlerPlan } from './handler-plan.ts';

/** Decides one call, runs it inside its unit of work, and minimises what it gives back. Rejects with the refusal. */
export type DecidedCall = (
  args: readonly unknown[],
  run: () => unknown,
  outer: UnitOfWork | undefined,
) => Promise<unknown>;

/** Compiles the gate of a method that no request reaches. @param resolves whether GraphQL reads what it gives back */
export function decideCall(privacy: Privacy, plan: HandlerPlan, resolves: boolean): DecidedCall {
  const { purpose, options: said } = plan.said;
  if (typeof purpose !== 'string') {
    throw new PrivacyError('declaration-invalid', {
      what: `${plan.place}: a purpose is chosen by a request, and none reaches this method`,
    });
  }
  const options: ProcessingOptions = { operation: 'dpv:Use', ...plan.options };
  const processing = privacy.processing(purpose, options);
  const { subject } = said;
  const serve = async (running: Running, value: unknown): Promise<unknown> => {
    const shaped = await running.serve(value, 200);
    if (resolves) declareWithheld(shaped, options.returns, purpose, privacy);
    return shaped;
  };
  const openUnit = (args: readonly unknown[], outer: UnitOfWork | undefined): UnitOfWork => {
    const named = typeof subject === 'function';
    return privacy.open({
      subject: (named ? subject(...args) : outer?.subject) || undefined,
      // Whoever acts for a person whom the arguments name is the one who asked, where somebody asked.
      actor: outer?.actor,
      tenant: outer?.tenant,
      gpc: outer?.gpc,
      trace: outer?.trace,
      route: outer?.route,
    });
  };
  return async (args, run, outer) => {
    const unit = openUnit(args, outer);
    const running = await processing.begin(unit, {});
    const result = await runInside(unit, async () => run());
    if (isObservable(result)) return served(result, unit, running, options, serve);
    return options.returns === undefined ? result : serve(running, result);
  };
}

/** An observable that is produced inside the unit of work, each of its values minimised. */
function served(
  source: Observable<unknown>,
  unit: UnitOfWork,
  running: Running,
  { returns }: ProcessingOptions,
  serve: (running: Running, value: unknown) => Promise<unknown>,
): Observable<unknown> {
  const inside = new Observable((subscriber) =>
    runInside(unit, () => source.subscribe(subscriber)),
  );
  return returns === undefined
    ? inside
    : inside.pipe(concatMap((value) => from(serve(running, value))));
}
