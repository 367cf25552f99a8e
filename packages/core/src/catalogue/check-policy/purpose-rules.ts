import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { cookiesOf, purposeOf, purposesOf, recipientsOf } from './read-policy.ts';
import type { RuleContext } from './rule.ts';

/** Every purpose is used, and everything that names a purpose or a recipient names one that is declared. */
export function* purposeRules(policy: PolicyInput, context: RuleContext): Iterable<Finding> {
  const mentions = mentionsOf(policy);
  for (const { place, purpose, at } of mentions) {
    if (purposeOf(policy, purpose) !== undefined) continue;
    yield policyFinding('purpose-unknown', place, [at], `No purpose is called ${purpose}.`);
  }
  for (const [name, { recipientsLimitedTo, at }] of purposesOf(policy)) {
    if (recipientsLimitedTo === undefined || recipientsLimitedTo === 'internal') continue;
    for (const recipient of recipientsLimitedTo) {
      if (Object.hasOwn(policy.recipients ?? {}, recipient)) continue;
      const message = `No recipient is called ${recipient}.`;
      yield policyFinding('recipient-unknown', `purposes.${name}`, [at], message);
    }
  }
  yield* unused(policy, context, new Set(mentions.map(({ purpose }) => purpose)));
}

interface Mention {
  readonly place: string;
  readonly purpose: string;
  readonly at: string | undefined;
}

function mentionsOf(policy: PolicyInput): readonly Mention[] {
  const { roles = {}, tenants = {}, consequence, commitments = [] } = policy;
  return [
    ...recipientsOf(policy).flatMap(([name, { purposes, at }]) =>
      mention(`recipients.${name}`, purposes, at),
    ),
    ...cookiesOf(policy).flatMap(([name, { purpose, alsoFor = [], at }]) =>
      mention(`cookies.${name}`, purpose === undefined ? alsoFor : [purpose, ...alsoFor], at),
    ),
    ...Object.entries(roles).flatMap(([name, { purposes, at }]) =>
      mention(`roles.${name}`, purposes, at),
    ),
    ...Object.entries(tenants).flatMap(([name, { instructedPurposes }]) =>
      mention(`tenants.${name}`, instructedPurposes, undefined),
    ),
    ...purposesOf(policy).flatMap(([name, { compatibleWith = [], at }]) =>
      mention(`purposes.${name}`, compatibleWith, at),
    ),
    ...commitments.flatMap(({ promises, purposes = [], at }) =>
      mention(`commitments.${promises}`, purposes, at),
    ),
    ...mention('consequence', consequence?.purposes ?? [], consequence?.at),
  ];
}

function mention(
  place: string,
  purposes: readonly string[],
  at: string | undefined,
): readonly Mention[] {
  return purposes.map((purpose) => ({ place, purpose, at }));
}

/** A purpose that no field, category, recipient, cookie or role serves. Without models only a text that lists categories can tell. */
function* unused(
  policy: PolicyInput,
  { models }: RuleContext,
  mentioned: ReadonlySet<string>,
): Iterable<Finding> {
  const listed = purposesOf(policy).some(([, { categories = [] }]) => categories.length > 0);
  if (models === undefined && !listed) return;
  const fields = (models ?? []).flatMap((model) => model.fields.flatMap(({ uses }) => uses));
  const served = new Set(fields.map(({ purpose }) => purpose));
  for (const [name, { categories = [], at }] of purposesOf(policy)) {
    if (categories.length > 0 || mentioned.has(name) || served.has(name)) continue;
    const message = 'The purpose appears in no processing.';
    yield policyFinding('purpose-unused', `purposes.${name}`, [at], message);
  }
}
