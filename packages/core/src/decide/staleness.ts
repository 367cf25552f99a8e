import type { CompiledPurpose } from '../catalogue/catalogue.ts';
import { fixedDuration, isDuration, LONGEST_STALENESS_MS } from '../declare/duration.ts';
import { isA, isSpecialCategory } from '../vocabulary/index.ts';
import type { Question } from './question.ts';

/** How long a change made in another process may stay unknown, unless a purpose says less (or more): 5 seconds. */
const DEFAULT_STALENESS_MS = 5_000;

/**
 * Milliseconds by which what is known of the subject may lie behind, for one question. Nothing at all for special
 * categories, and for what leaves for good: a disclosure, an export, a message. A purpose's own `maxStaleness` never
 * loosens that.
 */
export function maxStalenessOf(purpose: CompiledPurpose | undefined, question: Question): number {
  const special = question.categories?.some((it) => isSpecialCategory(it)) ?? false;
  return special || leaves(question) || reachesOut(purpose, question)
    ? 0
    : declaredStaleness(purpose?.input.maxStaleness);
}

/** What is disclosed or transferred cannot be called back. */
function leaves({ recipient, operation }: Question): boolean {
  return (
    recipient !== undefined || isA(operation, 'dpv:Disclose') || isA(operation, 'dpv:Transfer')
  );
}

/** A job for a purpose that reaches people by a channel sends a message, also where it does not name the channel. */
function reachesOut(
  purpose: CompiledPurpose | undefined,
  { channel, operation }: Question,
): boolean {
  if (channel !== undefined) return true;
  return operation === 'dpv:Use' && purpose !== undefined && purpose.channels.length > 0;
}

/** Where a policy is loaded in spite of what is wrong with it, no mistake of it makes anything older count. */
function declaredStaleness(declared: string | undefined): number {
  if (declared === undefined) return DEFAULT_STALENESS_MS;
  const length = isDuration(declared) ? fixedDuration(declared) : undefined;
  return length === undefined ? 0 : Math.min(length, LONGEST_STALENESS_MS);
}
