import type { Channel } from '../declare/policy-input.ts';
import { runInside } from './current.ts';
import { createProcessing, type Processing, type ProcessingParts } from './processing.ts';
import type { Returned } from './returns.ts';
import type { ProcessingOptions } from './route-plan.ts';
import type { UnitFacts, UnitOfWork } from './unit.ts';

/** What a job says of itself: about whom, for what, and by which operation (default `dpv:Use`). */
export type JobFacts<P extends string = string> = UnitFacts & {
  readonly purpose: P;
  readonly job?: Pick<
    ProcessingOptions,
    'operation' | 'channel' | 'recipient' | 'similarProducts' | 'exception'
  >;
};

/** What a disclosure says of itself: about whom, for what, to which registered recipient, in which shape. */
export type DisclosureFacts<P extends string = string> = UnitFacts & {
  readonly purpose: P;
  /** Id of the recipient in the policy. */
  readonly recipient: string;
  readonly returns: Returned;
  readonly channel?: Channel;
};

/** Work without a request. */
export interface Jobs {
  run<T>(facts: JobFacts, work: () => T | Promise<T>): Promise<T>;
  disclose(facts: DisclosureFacts, value: unknown): Promise<unknown>;
}

/** Opens a unit of work for each job; what can be compiled is compiled once for each kind of job. */
export function createJobs(parts: ProcessingParts, open: (facts: UnitFacts) => UnitOfWork): Jobs {
  const compiled = new Map<unknown, Map<string, Processing>>();
  const processingOf = (purpose: string, options: ProcessingOptions): Processing => {
    const { returns, ...rest } = options;
    const shape: unknown = Array.isArray(returns) ? returns[0] : returns;
    const ofShape = compiled.get(shape) ?? new Map<string, Processing>();
    compiled.set(shape, ofShape);
    const key = JSON.stringify([purpose, Array.isArray(returns), Object.entries(rest).sort()]);
    const known = ofShape.get(key) ?? createProcessing(parts, purpose, options);
    ofShape.set(key, known);
    return known;
  };
  return {
    run: async (facts, work) => {
      const unit = open(facts);
      const options = { operation: 'dpv:Use', ...facts.job } as const;
      await processingOf(facts.purpose, options).begin(unit, {});
      return await runInside(unit, work);
    },
    disclose: async ({ purpose, recipient, returns, channel, ...facts }, value) => {
      const options: ProcessingOptions = {
        operation: 'dpv:Disclose',
        recipient,
        returns,
        ...(channel === undefined ? {} : { channel }),
      };
      const running = await processingOf(purpose, options).begin(open(facts), {});
      return await running.serve(value, 200);
    },
  };
}
