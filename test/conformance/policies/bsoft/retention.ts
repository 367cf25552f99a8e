import type { PurposeInput } from '../../core.ts';

type Retention = PurposeInput['retention'];

/** The text rests its durations on the limitation periods of actions at law (l.115). */
const LIMITATION = 'Limitation period of actions at law.';

export const END_OF_CONTRACT = {
  startEvent: 'contract.end',
  duration: 'P5Y',
  action: 'erase',
  rationale: LIMITATION,
  at: 'l.84',
} as const satisfies Retention;

/** In any event not longer than this after the service, or earlier on request of the client. */
export const END_OF_SERVICE = {
  startEvent: 'service.end',
  duration: 'P3Y',
  action: 'erase',
  maximum: true,
  earlierOn: 'client.deletionRequested',
  rationale: LIMITATION,
  at: 'l.119',
} as const satisfies Retention;

export const UNSUBSCRIPTION = {
  startEvent: 'newsletter.unsubscribed',
  duration: 'P0D',
  action: 'erase',
  rationale: 'Nothing is sent any more.',
  at: 'l.68',
} as const satisfies Retention;

/** Three years, from an event that the text does not name. */
export const OPPOSITION = {
  duration: 'P3Y',
  action: 'erase',
  rationale: 'A list of oppositions is kept so that they are respected.',
  at: 'l.93',
} as const satisfies Retention;

export const COOKIES = {
  startEvent: 'cookie.deposited',
  duration: 'P13M',
  action: 'erase',
  clock: 'item',
  rationale: 'The longest life of a cookie that the text allows (l.146).',
  at: 'l.94',
} as const satisfies Retention;
