import type { PurposeInput } from '../../core.ts';

type Retention = PurposeInput['retention'];

/** The relationship and three years more: one row of the table per purpose. */
const RELATIONSHIP = { startEvent: 'relationship.end', duration: 'P3Y', action: 'erase' } as const;

export const TARGETED_ADVERTISING = { ...RELATIONSHIP, at: 'l.121' } as const satisfies Retention;

/** Waits while a request is open. */
export const CLIENT_MANAGEMENT = {
  ...RELATIONSHIP,
  hold: { from: 'request.opened', until: 'request.closed', at: 'l.122' },
  at: 'l.122',
} as const satisfies Retention;

export const PROSPECTING = { ...RELATIONSHIP, at: 'l.125' } as const satisfies Retention;

/** Consent to personalisation may end before the relationship does. */
export const PERSONALISATION = {
  ...RELATIONSHIP,
  earlierOn: 'consent.withdrawn',
  at: 'l.126',
} as const satisfies Retention;

/** For complaints that are not resolved; of resolved ones the table says nothing. */
export const COMPLAINTS = {
  startEvent: 'complaint.occurred',
  duration: 'P3Y',
  action: 'erase',
  condition: 'unresolved',
  clock: 'item',
  at: 'l.127',
} as const satisfies Retention;

export const FRAUD = {
  action: 'erase',
  criterion: 'The time that the purpose strictly needs.',
  at: 'l.128',
} as const satisfies Retention;

export const RIGHTS_REQUESTS = {
  startEvent: 'request.received',
  duration: 'P3Y',
  action: 'erase',
  clock: 'item',
  at: 'l.129',
} as const satisfies Retention;

export const ACCOUNTING = {
  startEvent: 'fiscalYear.closed',
  duration: 'P10Y',
  action: 'erase',
  clock: 'item',
  at: 'l.130',
} as const satisfies Retention;

/** The table sends the reader to a page on cookies. */
export const SITE = {
  action: 'anonymise',
  criterion: 'See the page on cookies.',
  at: 'l.131',
} as const satisfies Retention;
