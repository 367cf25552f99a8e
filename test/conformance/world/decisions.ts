import {
  compileCatalogue,
  compileQuestion,
  type Decision,
  decide,
  definePolicy,
  emptyState,
  type PolicyInput,
  type Question,
  viewOf,
} from '@lawful/core';

/**
 * What would be decided under a policy whose contradictions stop every application from starting: its catalogue is
 * compiled and asked directly, about somebody who has said nothing.
 */
export function decisionUnder(
  policy: PolicyInput,
  question: Pick<Question, 'purpose'> & Partial<Question>,
  on = '2026-11-22T09:00:00Z',
): Decision {
  const now = Date.parse(on);
  const catalogue = compileCatalogue({ policy: definePolicy(policy), models: [] });
  const asked = compileQuestion(
    catalogue,
    { operation: 'dpv:Disclose', actor: { type: 'system' }, ...question },
    now,
  );
  return decide(asked, viewOf(catalogue, emptyState('salt'), now), now);
}
