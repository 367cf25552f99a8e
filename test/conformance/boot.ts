import { createPrivacy, isPrivacyError, type PrivacyOptions } from '@lawful/core';
import { checkPolicy, definePolicy, type Finding, type PolicyInput } from './core.ts';

/** What an application starts with besides the policy. */
type Options = Omit<Partial<PrivacyOptions>, 'policy'>;

/** Another version of a policy, as a text would have it. */
export function variant(policy: PolicyInput, change: Partial<PolicyInput>): PolicyInput {
  return { ...policy, ...change };
}

/** Findings of one code, by the linter alone. */
export function findingsOf(
  policy: PolicyInput,
  code: string,
  context?: Parameters<typeof checkPolicy>[1],
): readonly Finding[] {
  return checkPolicy(policy, context).filter((finding) => finding.code === code);
}

/** Where the findings of one code stand in the text. */
export function linesOf(policy: PolicyInput, code: string): readonly (readonly string[])[] {
  return findingsOf(policy, code).map(({ at }) => at);
}

/** Starts an application under this policy; the errors that stop it, or none when it starts. */
export function bootErrors(policy: PolicyInput, options: Options = {}): readonly Finding[] {
  try {
    createPrivacy({ models: [], warn: () => {}, ...options, policy: definePolicy(policy) });
    return [];
  } catch (error) {
    if (!isPrivacyError(error) || error.code !== 'findings-at-start') throw error;
    return (error.details.findings ?? []).filter(isFinding).filter(isError);
  }
}

/** The codes of `bootErrors` that were not there before a change. */
export function addedBootErrors(
  before: PolicyInput,
  after: PolicyInput,
  options: Options = {},
): readonly string[] {
  const known = new Set(bootErrors(before).map(keyOf));
  return bootErrors(after, options)
    .filter((finding) => !known.has(keyOf(finding)))
    .map(({ code }) => code);
}

function keyOf({ code, place }: Finding): string {
  return `${code} ${place}`;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'code' in value && 'severity' in value;
}
