import type { PolicyInput } from '@lawful/core';

export type { RecipientInput } from '@lawful/core';
export { checkPolicy, definePolicy, type Finding, type PolicyInput } from '@lawful/core';

/** One purpose of a policy. */
export type PurposeInput = PolicyInput['purposes'][string];
