import type { Catalogue } from '../catalogue/catalogue.ts';
import { PrivacyError } from '../errors.ts';
import type { ShaperOf } from './minimise/element.ts';
import { walkOf } from './minimise/walk.ts';
import type { Returned } from './returns.ts';
import { compileRoute } from './route-plan.ts';

/** Compiles what may leave of a model (or a list of it) for a purpose. */
export function createMinimiser(
  catalogue: Catalogue | undefined,
  purpose: string,
  returns: Returned,
  shaperOf: ShaperOf,
): (value: unknown) => unknown {
  if (catalogue === undefined) throw new PrivacyError('policy-not-in-force');
  if (!catalogue.purposes.has(purpose))
    throw new PrivacyError('purpose-unknown', { what: purpose });
  const plan = compileRoute(catalogue, purpose, { returns }, shaperOf);
  const answer = plan.answer(200);
  if (answer === undefined) throw new PrivacyError('response-not-declared');
  return (value) => answer.shape(value, walkOf(plan.strays.out, undefined));
}
