import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { channelRules } from './channel-rules.ts';
import { conditionRules } from './condition-rules.ts';
import { contactRules } from './contact-rules.ts';
import { controllerRules } from './controller-rules.ts';
import { cookieRules } from './cookie-rules.ts';
import { legalBasisRules } from './legal-basis-rules.ts';
import { modelRules } from './model-rules.ts';
import { passageRules } from './passage-rules.ts';
import { promiseRules } from './promise-rules.ts';
import { purposeRules } from './purpose-rules.ts';
import { recipientRules } from './recipient-rules.ts';
import { retentionRules } from './retention-rules.ts';
import { rightRules } from './right-rules.ts';
import { type CheckContext, LAW_AS_OF, type Rule } from './rule.ts';
import { sourceRules } from './source-rules.ts';
import { staleReferenceRules } from './stale-reference-rules.ts';
import { statementRules } from './statement-rules.ts';
import { timeRules } from './time-rules.ts';
import { transferRules } from './transfer-rules.ts';
import { versionRules } from './version-rules.ts';

/** Every group of rules, in the order in which a notice is read. */
const RULES: readonly Rule[] = [
  controllerRules,
  contactRules,
  timeRules,
  versionRules,
  purposeRules,
  legalBasisRules,
  conditionRules,
  channelRules,
  cookieRules,
  retentionRules,
  recipientRules,
  transferRules,
  sourceRules,
  promiseRules,
  statementRules,
  modelRules,
  rightRules,
  staleReferenceRules,
  passageRules,
];

/**
 * Reads one version of a privacy policy as a data protection officer would and says everything that is wrong with it,
 * at once: contradictions, gaps, superseded law, broken promises. Pure: the same policy, models and day give the same
 * findings, in the same order. Nothing is thrown, whatever the text says.
 *
 * @example
 * checkPolicy(policy).filter(({ severity }) => severity === 'error');
 */
export function checkPolicy(policy: PolicyInput, context: CheckContext = {}): readonly Finding[] {
  const read = { ...context, on: context.on ?? LAW_AS_OF };
  return RULES.flatMap((rule) => [...rule(policy, read)]);
}
