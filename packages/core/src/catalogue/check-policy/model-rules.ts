import type { CommitmentInput, PolicyInput } from '../../declare/policy-input.ts';
import { isA, mainLegalBasis } from '../../vocabulary/index.ts';
import type { CompiledField, CompiledModel, FieldUse } from '../catalogue.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { commitmentsOf, concerns, purposeOf } from './read-policy.ts';
import type { RuleContext } from './rule.ts';

/** Declared fields held against what the text says of sources, of consent and of technical data. */
export function* modelRules(policy: PolicyInput, { models = [] }: RuleContext): Iterable<Finding> {
  for (const model of models) {
    for (const field of model.fields) {
      for (const use of field.uses) yield* oneUse(policy, field, use);
    }
    for (const promise of commitmentsOf(policy, 'no-identity-with-technical-data')) {
      yield* identityBeside(model, promise);
    }
  }
}

function* oneUse(policy: PolicyInput, field: CompiledField, use: FieldUse): Iterable<Finding> {
  if (!isA(use.source, 'dpv:DataSubjectDataSource')) {
    for (const promise of commitmentsOf(policy, 'direct-collection-only')) {
      yield policyFinding(
        'source-not-declared',
        field.path,
        [promise.at],
        `The text promises to collect from the data subject alone; this field comes from ${use.source}.`,
      );
    }
  }
  const onConsent =
    use.legalBasis !== undefined && mainLegalBasis(use.legalBasis) === 'eu-gdpr:A6-1-a';
  if (onConsent && use.required) {
    yield policyFinding(
      'consent-conditionality',
      field.path,
      [purposeOf(policy, use.purpose)?.at],
      `The field is mandatory for ${use.purpose}, which rests on consent.`,
    );
  }
}

/** Technical data that are promised to stay apart, in one record with what identifies the person. */
function* identityBeside(model: CompiledModel, promise: CommitmentInput): Iterable<Finding> {
  const technical = model.fields.some(({ uses }) =>
    uses.some(({ purpose }) => promise.purposes !== undefined && concerns(promise, purpose)),
  );
  if (!technical) return;
  for (const { category, path } of model.fields) {
    if (category === undefined || !isA(category, 'pd:Identifying')) continue;
    yield policyFinding(
      'prohibited-by-policy',
      path,
      [promise.at],
      'The text promises that technical data are not tied to what identifies a person.',
    );
  }
}
