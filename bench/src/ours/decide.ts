import { compileCatalogue, compileQuestion, decide, rebuild, viewOf } from '@lawful/core';
import { PURPOSE, type SubjectFacts } from '../workload/subjects.ts';
import { policy } from './declarations.ts';
import { eventsOf } from './events.ts';

/** Reads the subject's view from a map and decides one question about it. */
export function createDecider(
  subjects: readonly SubjectFacts[],
  now: number,
): (subjectId: string) => boolean {
  const catalogue = compileCatalogue({ policy, models: [] });
  const view = (facts: SubjectFacts) => viewOf(catalogue, rebuild('salt', eventsOf(facts)), now);
  const views = new Map(subjects.map((facts) => [facts.id, view(facts)]));
  const nobody = viewOf(catalogue, undefined, now);
  const asked = compileQuestion(
    catalogue,
    { purpose: PURPOSE, operation: 'dpv:Use', actor: { type: 'data-subject' } },
    now,
  );
  return (subjectId) => decide(asked, views.get(subjectId) ?? nobody, now).outcome === 'allow';
}
