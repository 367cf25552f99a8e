import type { Processing } from '../enforce/processing.ts';
import type { ProcessingOptions } from '../enforce/route-plan.ts';
import { PrivacyError } from '../errors.ts';

/** A purpose that the request chooses among the ones that the route offers. The choice is no authority: the role decides. */
export interface ChosenPurpose<P extends string, Request> {
  readonly among: readonly P[];
  by(request: Request): unknown;
}

/** Who compiles one purpose at one place: a running policy does. */
interface Compiler<P extends string> {
  processing(purpose: P, options: ProcessingOptions): Processing;
}

/** Compiles every purpose of a route, and says which one a request is for. It throws `purpose-not-allowed` for any other. */
export function compileChoice<P extends string, Request>(
  privacy: Compiler<P>,
  purpose: P | ChosenPurpose<P, Request>,
  options: ProcessingOptions,
): (request: Request) => Processing {
  if (typeof purpose === 'string') {
    const only = privacy.processing(purpose, options);
    return () => only;
  }
  const among = new Map<unknown, Processing>(
    purpose.among.map((it) => [it, privacy.processing(it, options)]),
  );
  return (request) => {
    const chosen = among.get(purpose.by(request));
    if (chosen === undefined) {
      throw new PrivacyError('purpose-not-allowed', { members: { purposes: purpose.among } });
    }
    return chosen;
  };
}
