import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { NOW, PURPOSE, subjects } from '../workload/subjects.ts';

const POLICY_SET = 'bench';

/** The same rule in Cedar. */
const policies = `
permit (principal is DataSubject, action == Action::"${PURPOSE}", resource)
when { principal.consents.contains("${PURPOSE}") && principal.expiresAt > context.now };

forbid (principal is DataSubject, action, resource)
when { principal.restricted };
`;

/** Policies are parsed once; the subject's entity goes in with every question. */
export function createCedarDecider(): (subjectId: string) => boolean {
  const parsed = preparsePolicySet(POLICY_SET, { staticPolicies: policies });
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  const entities = new Map(
    subjects.map(({ id, consents, expiresAt, restricted }) => [
      id,
      [
        {
          uid: { type: 'DataSubject', id },
          attrs: { consents: [...consents], expiresAt, restricted },
          parents: [],
        },
      ],
    ]),
  );
  return (subjectId) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'DataSubject', id: subjectId },
      action: { type: 'Action', id: PURPOSE },
      resource: { type: 'Model', id: 'Customer' },
      context: { now: NOW },
      preparsedPolicySetId: POLICY_SET,
      entities: entities.get(subjectId) ?? [],
    });
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
    return answer.response.decision === 'allow';
  };
}
