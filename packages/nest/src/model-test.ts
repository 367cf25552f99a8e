import type { ModelRef, Privacy } from '@lawful/core';
import type { IsModel } from './handler-plan.ts';

/** Whether something is a declared model. Every version of the policy knows the same ones, also before the first is in force. */
export function modelTest({ catalogues }: Pick<Privacy, 'catalogues'>): IsModel {
  return (type: unknown): type is ModelRef =>
    catalogues.some(({ models }) => models.has(type as ModelRef));
}
