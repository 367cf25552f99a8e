import type { PurposeInput } from '../../core.ts';

type Retention = PurposeInput['retention'];

/** Some data may be kept longer to meet obligations: no law is named. */
const EXTENSION = { describe: 'Longer where law or regulation demands it.', at: 'l.37' } as const;

/** Two clocks: prospects from their last act, clients from the end of the contract. */
export const PROSPECT_OR_CLIENT = [
  {
    startEvent: 'prospect.lastInteraction',
    duration: 'P2Y',
    action: 'erase',
    appliesTo: 'prospect',
    extension: EXTENSION,
    at: 'l.33',
  },
  {
    startEvent: 'contract.end',
    duration: 'P3Y',
    action: 'erase',
    appliesTo: 'client',
    extension: EXTENSION,
    at: 'l.34',
  },
] as const satisfies Retention;

export const RECORDING = {
  startEvent: 'call.recorded',
  duration: 'P6M',
  action: 'erase',
  clock: 'item',
  extension: EXTENSION,
  at: 'l.36',
} as const satisfies Retention;

export const CANDIDATE = [
  { startEvent: 'recruitment.closed', duration: 'P0D', action: 'erase', at: 'l.35' },
  // Two years for who consents: the text hangs it on an application that rests on another basis.
  {
    startEvent: 'recruitment.closed',
    duration: 'P2Y',
    action: 'erase',
    requiresConsent: true,
    earlierOn: ['candidate.deletionRequested', 'consent.withdrawn'],
    at: 'l.35',
  },
] as const satisfies Retention;

export const TALENT_POOL = {
  startEvent: 'recruitment.closed',
  duration: 'P2Y',
  action: 'erase',
  earlierOn: ['candidate.deletionRequested', 'consent.withdrawn'],
  at: 'l.35',
} as const satisfies Retention;

export const MONEY_LAUNDERING = {
  startEvent: 'relationship.closed',
  duration: 'P5Y',
  action: 'erase',
  at: 'l.53',
} as const satisfies Retention;

export const FRAUD_CASE = {
  startEvent: 'fraudCase.closed',
  duration: 'P5Y',
  action: 'erase',
  maximum: true,
  hold: {
    from: 'proceedings.opened',
    until: 'proceedings.ended',
    afterwards: 'limitation-period',
    at: 'l.57',
  },
  at: 'l.57',
} as const satisfies Retention;

export const FRAUD_LIST = {
  startEvent: 'fraudList.included',
  duration: 'P5Y',
  action: 'erase',
  clock: 'item',
  at: 'l.58',
} as const satisfies Retention;

/** Statistics of use are anonymised; the text gives no date for it. */
export const STATISTICS = {
  action: 'anonymise',
  criterion: 'Kept for statistics, anonymised for good.',
  at: 'l.38',
} as const satisfies Retention;
