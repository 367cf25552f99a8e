import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { commitmentsOf } from './read-policy.ts';

/** Who is responsible: the controller can be told and reached, the officer and the promised contact are stated. */
export function* controllerRules(policy: PolicyInput): Iterable<Finding> {
  const { controller } = policy;
  const missing = [
    ...(hasText(controller?.name) ? [] : ['its name']),
    ...(reachable(policy) ? [] : ['how to reach it']),
  ];
  if (missing.length > 0) {
    yield policyFinding(
      'controller-identity-missing',
      'controller',
      [controller?.at],
      `The text leaves out who the controller is: ${missing.join(' and ')}.`,
    );
  } else if (!hasText(controller?.address)) {
    yield policyFinding(
      'controller-address-missing',
      'controller',
      [controller?.at],
      'The text gives no postal address of the controller.',
    );
  }
  yield* officer(policy);
}

function* officer(policy: PolicyInput): Iterable<Finding> {
  if (policy.dataProtectionOfficer === undefined) {
    yield policyFinding(
      'dpo-missing',
      'dataProtectionOfficer',
      [],
      'The text names no data protection officer.',
    );
  }
  if (policy.dataProtectionContact !== undefined) return;
  for (const { at } of commitmentsOf(policy, 'dedicated-privacy-contact')) {
    yield policyFinding(
      'privacy-contact-missing',
      'dataProtectionContact',
      [at],
      'The text promises a privacy contact apart from the commercial one and states none.',
    );
  }
}

/** Any address will do: of the controller, the officer, the privacy contact, or for rights. */
function reachable(policy: PolicyInput): boolean {
  const { controller, dataProtectionOfficer, dataProtectionContact, rightsContact } = policy;
  return [
    controller?.address,
    controller?.contact,
    dataProtectionOfficer?.contact,
    dataProtectionContact?.contact,
    rightsContact?.email,
    rightsContact?.address,
    rightsContact?.url,
  ].some(hasText);
}

function hasText(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
