import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { Channel } from '../declare/policy-input.ts';
import type { Question } from './question.ts';

/** What the law of a channel demands on top of the legal basis, and until when. */
export interface ChannelRule {
  readonly consent: 'none' | 'given' | 'soft-opt-in';
  /** Epoch milliseconds at which another rule begins. */
  readonly until: number;
}

interface DatedRule {
  readonly channels: readonly Channel[];
  readonly consent: 'none' | 'given' | 'soft-opt-in';
  /** RFC 3339 full-date, inclusive; absent: always was. */
  readonly from?: string;
  /** ISO 3166-1 alpha-2 of the jurisdictions; absent: the whole Union. */
  readonly country?: string;
  readonly source: string;
}

/** Dated law as data: the last rule that fits channel, country and day wins. */
const RULES: readonly DatedRule[] = [
  {
    channels: ['email', 'sms', 'push', 'social'],
    consent: 'soft-opt-in',
    source: 'Directive 2002/58/EC Art. 13(1)–(2); CPCE L34-5',
  },
  {
    channels: ['phone'],
    consent: 'none',
    source: 'Directive 2002/58/EC Art. 13(3): opt-out where national law says so',
  },
  {
    channels: ['phone'],
    consent: 'given',
    from: '2026-08-11',
    country: 'FR',
    source: 'Loi 2025-594 art. 13, C. conso L223-1',
  },
  { channels: ['post'], consent: 'none', source: 'GDPR rec. 47' },
];

const NOTHING: ChannelRule = { consent: 'none', until: Number.POSITIVE_INFINITY };

/**
 * Direct marketing over electronic channels needs prior consent whatever the legal basis says, save for customers
 * offered similar goods; the telephone follows dated national law. Service messages are free of it.
 */
export function channelRule(
  catalogue: Catalogue,
  purpose: CompiledPurpose | undefined,
  question: Question,
  now: number,
): ChannelRule {
  const channel = question.channel ?? onlyChannel(purpose);
  if (purpose === undefined || channel === undefined || !purpose.marketing) return NOTHING;
  // People addressed in their profession, about it, are informed and may object (CPCE L34-5 speaks of natural persons).
  if (purpose.input.audience === 'professional' && channel !== 'phone') return NOTHING;
  const country = catalogue.policy.jurisdiction?.replace('loc:', '');
  const fitting = RULES.filter(
    (rule) =>
      rule.channels.includes(channel) && (rule.country === undefined || rule.country === country),
  );
  const inForce = fitting.filter((rule) => startOf(rule) <= now).at(-1);
  const following = fitting.map(startOf).filter((start) => start > now);
  return {
    consent: inForce?.consent ?? 'given',
    until: Math.min(...following, Number.POSITIVE_INFINITY),
  };
}

function onlyChannel(purpose: CompiledPurpose | undefined): Channel | undefined {
  return purpose?.channels.length === 1 ? purpose.channels[0] : undefined;
}

function startOf(rule: DatedRule): number {
  return rule.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rule.from);
}
