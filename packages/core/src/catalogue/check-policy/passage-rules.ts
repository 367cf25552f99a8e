import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { list } from './read-policy.ts';

/** Protocols that no longer protect data on their way (RFC 7568, RFC 8996). */
const OBSOLETE: readonly string[] = ['ssl', 'tls-1.0', 'tls-1.1'];

/** Passages that are a finding by themselves, and what the text says of unmarked fields and of transport. */
export function* passageRules(policy: PolicyInput): Iterable<Finding> {
  for (const { flaw, about, at } of policy.flaws ?? []) {
    yield policyFinding(flaw, 'flaws', list(at), about);
  }
  for (const { protocol, at } of policy.measures?.transport ?? []) {
    if (!OBSOLETE.includes(protocol)) continue;
    const message = `${protocol} is obsolete: TLS 1.2 is the least that protects.`;
    yield policyFinding('superseded-rule', 'measures.transport', [at], message);
  }
  const unmarked = policy.unmarkedFields ?? [];
  if (new Set(unmarked.map(({ are }) => are)).size > 1) {
    yield policyFinding(
      'necessity-default-contradiction',
      'unmarkedFields',
      unmarked.map(({ at }) => at),
      'The text says of an unmarked field both that it is mandatory and that it is not.',
    );
  }
}
