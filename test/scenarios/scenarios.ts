import { answeringScenarios } from './list/answering.ts';
import { badInputScenarios } from './list/bad-input.ts';
import { consentScenarios } from './list/consent.ts';
import { consentEpochScenarios } from './list/consent-epoch.ts';
import { contractScenarios } from './list/contract.ts';
import { minimiseScenarios } from './list/minimise.ts';
import { objectionScenarios } from './list/objection.ts';
import { overTimeScenarios } from './list/over-time.ts';
import { readingScenarios } from './list/reading.ts';
import { restrictionScenarios } from './list/restriction.ts';
import { rightsScenarios } from './list/rights.ts';
import { staffScenarios } from './list/staff.ts';
import { unknownStateScenarios } from './list/unknown-state.ts';
import type { Scenario } from './scenario.ts';

/** Those in which it matters whether an answer waits for the ledger: they are played with a slow one, too. */
export const WAITING_SCENARIOS: readonly Scenario[] = [
  ...contractScenarios,
  ...consentScenarios,
  ...consentEpochScenarios,
  ...staffScenarios,
  ...minimiseScenarios,
  ...answeringScenarios,
];

/** Every promise, as somebody meets it. Each adapter plays all of them; one that only some can pass is a defect. */
export const SCENARIOS: readonly Scenario[] = [
  ...WAITING_SCENARIOS,
  ...objectionScenarios,
  ...restrictionScenarios,
  ...unknownStateScenarios,
  ...badInputScenarios,
  ...overTimeScenarios,
  ...rightsScenarios,
  ...readingScenarios,
];
