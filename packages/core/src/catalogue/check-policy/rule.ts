import type { PolicyInput } from '../../declare/policy-input.ts';
import type { CompiledModel } from '../catalogue.ts';
import type { Finding } from '../finding.ts';

/** The day up to which the dated rules here know the law, RFC 3339 full-date. */
export const LAW_AS_OF = '2026-11-22';

/** What a policy is held against besides itself; each part is optional. */
export interface CheckContext {
  /** Models declared for the policy, compiled: fields are then held against promises and purposes. */
  readonly models?: readonly CompiledModel[];
  /** The version before: changes are then held against what the text says of changes. */
  readonly previous?: PolicyInput;
  /** The day on which the law is read, RFC 3339 full-date. Default {@link LAW_AS_OF}. */
  readonly on?: string;
}

/** The context with its defaults. */
export interface RuleContext extends CheckContext {
  readonly on: string;
}

/** One group of rules: pure, yields what it finds. */
export type Rule = (policy: PolicyInput, context: RuleContext) => Iterable<Finding>;
