import type { PolicyInput, PurposeInput } from '../../declare/policy-input.ts';
import { RIGHT_ALIASES, type RightAlias } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { isMarketing, purposesOf, restsOn } from './read-policy.ts';

/** Which rights the text offers, beside those that its own purposes give (Art. 13(2)(b)–(d)). */
export function* rightRules(policy: PolicyInput): Iterable<Finding> {
  if (policy.supervisoryAuthority === undefined) {
    yield policyFinding(
      'right-missing',
      'rights.complaint',
      [],
      'The text does not say that a complaint can be lodged (eu-gdpr:A77), nor with whom.',
    );
  }
  // Without a list the notice derives the rights from the bases: nothing is left out then.
  if (policy.rights === undefined) return;
  const offered = new Set(policy.rights.map(({ right }) => right));
  for (const right of owed(policy)) {
    if (offered.has(right)) continue;
    yield policyFinding(
      'right-missing',
      `rights.${right}`,
      policy.rights.map(({ at }) => at),
      `The text lists rights and leaves out ${right} (${RIGHT_ALIASES[right]}).`,
    );
  }
  for (const { right, misdescribed, at } of policy.rights) {
    if (misdescribed !== true) continue;
    const message = `The text gives ${right} (${RIGHT_ALIASES[right]}) another meaning than the law.`;
    yield policyFinding('right-misdescribed', `rights.${right}`, [at], message);
  }
}

function owed(policy: PolicyInput): readonly RightAlias[] {
  const some = (test: (purpose: PurposeInput) => boolean) =>
    purposesOf(policy).some(([, purpose]) => test(purpose));
  const consent = some((each) => restsOn(each, 'eu-gdpr:A6-1-a'));
  const contract = some((each) => restsOn(each, 'eu-gdpr:A6-1-b'));
  const objectable = some(
    (each) =>
      restsOn(each, 'eu-gdpr:A6-1-e') || restsOn(each, 'eu-gdpr:A6-1-f') || isMarketing(each),
  );
  const automated = some((each) => each.automatedDecision !== undefined);
  const basisUnknown = some((each) => each.legalBasis === undefined && each.role !== 'processor');
  return [
    'access',
    'rectification',
    'erasure',
    'restriction',
    ...(objectable || basisUnknown ? (['objection'] as const) : []),
    ...(consent || contract || basisUnknown ? (['portability'] as const) : []),
    ...(consent ? (['withdrawConsent'] as const) : []),
    ...(automated ? (['automatedDecision'] as const) : []),
  ];
}
