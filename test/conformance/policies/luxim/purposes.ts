import type { PurposeInput } from '../../core.ts';
import { contractPurposes } from './contract-purposes.ts';
import { interestPurposes } from './interest-purposes.ts';
import { obligationPurposes } from './obligation-purposes.ts';
import { siteCookiePurposes } from './site-purposes.ts';

/** Purposes of S2: three numbered ones, split into what the text lists under each, and those of its other sections. */
export const purposes = {
  ...contractPurposes,
  ...obligationPurposes,
  ...interestPurposes,
  ...siteCookiePurposes,
} as const satisfies Readonly<Record<string, PurposeInput>>;

export type LuximPurpose = keyof typeof purposes;
