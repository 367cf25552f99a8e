import { readFile } from 'node:fs/promises';
import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { isPermitted, PURPOSE, subjects } from '../workload/subjects.ts';

/** Names a policy compiled with `opa build -t wasm`; `rivals/opa.rego` says how. */
const OPA_POLICY_VARIABLE = 'LAWFUL_BENCH_OPA_WASM';

export const opaNotRun = {
  name: 'opa-wasm',
  reason: `no precompiled policy available; set ${OPA_POLICY_VARIABLE}, see rivals/opa.rego`,
} as const;

/**
 * OPA in WebAssembly. Rego can only be compiled by the `opa` program, which no package registry of
 * ours carries, so the compiled policy comes from outside or the rival does not run, loudly.
 *
 * The policy is the role example of OPA's own documentation: whoever may be asked holds a role.
 * That is less than our question, and in OPA's favour.
 */
export async function createOpaDecider(): Promise<((subjectId: string) => boolean) | undefined> {
  const file = process.env[OPA_POLICY_VARIABLE];
  if (!file) return undefined;
  const policy = await loadPolicy(await readFile(file));
  policy.setData({
    user_roles: Object.fromEntries(
      subjects.map((facts) => [facts.id, isPermitted(facts) ? ['permitted'] : []]),
    ),
    role_permissions: { permitted: [{ action: 'process', object: PURPOSE }] },
  });
  return (subjectId) => {
    const answer: unknown = policy.evaluate({
      user: subjectId,
      action: 'process',
      object: PURPOSE,
    });
    return Array.isArray(answer) && answer[0]?.result === true;
  };
}
