import {
  type Privacy,
  PrivacyError,
  type ProcessingOptions,
  type Running,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import { isObservable } from 'rxjs';
import { withArgument } from './brought-in.ts';
import type { CallArgument } from './call-argument.ts';
import { withoutPlaceholders } from './call-placeholders.ts';
import { openCalls } from './call-unit.ts';
import { noteFailure, recordFailure } from './failed-unit.ts';
import { declareWithheld } from './graphql-fields.ts';
import type { HandlerPlan } from './handler-plan.ts';
import type { Reached } from './nest-metadata.ts';
import { servedObservable } from './served-observable.ts';

/** Decides one call, runs it inside its unit of work, and minimises what it gives back. Rejects with the refusal. */
export type DecidedCall = (
  args: readonly unknown[],
  run: (args: readonly unknown[]) => unknown,
  outer: UnitOfWork | undefined,
) => Promise<unknown>;

/**
 * Compiles the gate of a method that no request reaches.
 *
 * @param argument what is minimised before the method sees it, where it takes somebody else's words
 */
export function decideCall(
  privacy: Privacy,
  plan: HandlerPlan,
  reached: Reached,
  argument: CallArgument | undefined,
): DecidedCall {
  const { purpose, options: said } = plan.said;
  if (typeof purpose !== 'string') {
    throw new PrivacyError('declaration-invalid', {
      what: `${plan.place}: a purpose is chosen by a request, and none reaches this method`,
    });
  }
  const options = optionsOf(plan, argument);
  const processing = privacy.processing(purpose, options);
  const open = openCalls(privacy, said.subject, reached);
  const serve = async (running: Running, value: unknown): Promise<unknown> => {
    // Nothing is about nobody.
    if (options.returns === undefined || value === undefined || value === null) return value;
    const shaped = await running.serve(value, 200);
    const { catalogue } = running.unit;
    if (reached === 'by resolver' && catalogue !== undefined)
      declareWithheld(shaped, options.returns, purpose, catalogue);
    return shaped;
  };

  return async (args, run, outer) => {
    const unit = open(args, outer);
    let running: Running | undefined;
    const fail = async (error: unknown): Promise<void> => {
      noteFailure(error, unit);
      if (running !== undefined) await recordFailure(error, running, privacy);
    };
    try {
      const begun = await processing.begin(
        unit,
        argument === undefined ? {} : { body: args[argument.index] },
      );
      running = begun;
      const taken =
        argument === undefined || unit.catalogue === undefined
          ? args
          : withArgument(args, argument.index, begun.incoming.body, unit.catalogue);
      const result = await runInside(unit, async () => run(withoutPlaceholders(taken, unit)));
      return isObservable(result)
        ? servedObservable(result, unit, (value) => serve(begun, value), fail)
        : await serve(begun, result);
    } catch (error) {
      await fail(error);
      throw error;
    }
  };
}

/** What is said of requests alone, a query and parameters, no call has. */
function optionsOf(
  { options }: HandlerPlan,
  argument: CallArgument | undefined,
): ProcessingOptions {
  const { body: _body, query: _query, params: _params, ...others } = options;
  return {
    operation: 'dpv:Use',
    ...others,
    ...(argument === undefined ? {} : { body: argument.model }),
  };
}
