import { isDuration, parseDuration } from '../../declare/duration.ts';
import type { IsoDuration } from '../../declare/policy-input.ts';
import type { DurationUnit, Phrases } from '../phrases/phrases.ts';

/** An ISO 8601 duration as people say it, `P1Y6M` as `1 year 6 months`; one that is malformed stands for itself. */
export function durationInWords(duration: IsoDuration, phrases: Phrases): string {
  if (!isDuration(duration)) return duration;
  const stated = partsOf(duration).filter(([, count]) => count > 0);
  const shown = stated.length > 0 ? stated : ([['day', 0]] as const);
  return shown.map(([unit, count]) => `${count} ${unitName(unit, count, phrases)}`).join(' ');
}

/** Whether a duration is nothing at all, `P0D`. */
export function isZeroDuration(duration: IsoDuration): boolean {
  return isDuration(duration) && partsOf(duration).every(([, count]) => count === 0);
}

function partsOf(duration: IsoDuration): readonly (readonly [DurationUnit, number])[] {
  const { years, months, weeks, days, hours, minutes, seconds } = parseDuration(duration);
  return [
    ['year', years],
    ['month', months],
    ['week', weeks],
    ['day', days],
    ['hour', hours],
    ['minute', minutes],
    ['second', seconds],
  ];
}

function unitName(unit: DurationUnit, count: number, { units, isPlural }: Phrases): string {
  const [one, several] = units[unit];
  return isPlural(count) ? several : one;
}
