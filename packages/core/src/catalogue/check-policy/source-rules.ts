import type { PolicyInput } from '../../declare/policy-input.ts';
import { isA, resolve } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { commitmentsOf } from './read-policy.ts';

/** Where data come from (Art. 14(2)(f)). */
export function* sourceRules(policy: PolicyInput): Iterable<Finding> {
  const sources = policy.dataSources ?? {};
  for (const [name, point] of Object.entries(policy.collectionPoints ?? {})) {
    if (point.source === undefined || Object.hasOwn(sources, point.source)) continue;
    yield policyFinding(
      'source-missing',
      `collectionPoints.${name}`,
      [point.at],
      `Data come from ${point.source}, of which the text says nothing more.`,
    );
  }
  const promises = commitmentsOf(policy, 'direct-collection-only');
  for (const [name, source] of Object.entries(sources)) {
    const kind = resolve(source.kind, 'data-source');
    if (kind !== undefined && isA(kind, 'dpv:DataSubjectDataSource')) continue;
    for (const promise of promises) {
      yield policyFinding(
        'source-not-declared',
        `dataSources.${name}`,
        [promise.at, source.at],
        'The text promises to collect from the data subject alone, and declares another source.',
      );
    }
  }
}
