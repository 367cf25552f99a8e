import type { Channel, PolicyInput, PurposeInput } from '../../declare/policy-input.ts';
import { isA } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import {
  basesOf,
  channelsOf,
  commitmentsOf,
  isMarketing,
  isPurpose,
  placesOf,
  purposesOf,
  restsOnConsentAlone,
} from './read-policy.ts';
import type { RuleContext } from './rule.ts';

const ELECTRONIC: readonly Channel[] = ['email', 'sms', 'push', 'social'];

/** Since when telephone marketing needs prior consent in France (Loi 2025-594 art. 13, C. conso L223-1). */
const PHONE_CONSENT_SINCE = '2026-08-11';

/** The law of a channel stands above the legal basis: electronic marketing needs consent or the soft opt-in. */
export function* channelRules(policy: PolicyInput, { on }: RuleContext): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    yield* disguised(policy, name, purpose);
    if (!isMarketing(purpose) || restsOnConsentAlone(purpose)) continue;
    // Where no basis is stated, that is the finding.
    if (basesOf(purpose).length === 0) continue;
    const place = `purposes.${name}`;
    const channels = channelsOf(purpose);
    const electronic = channels.filter((each) => ELECTRONIC.includes(each));
    if (electronic.length > 0 && !mayOptOut(purpose)) {
      const promise = commitmentsOf(policy, 'channel-law').map(({ at }) => at);
      yield policyFinding(
        'channel-law-overrides-basis',
        place,
        [...placesOf(purpose), ...promise],
        `Marketing by ${electronic.join(', ')} needs prior consent, whatever basis the text states.`,
      );
    }
    const french = policy.jurisdiction === 'loc:FR';
    if (channels.includes('phone') && french && on >= PHONE_CONSENT_SINCE) {
      yield policyFinding(
        'superseded-rule',
        place,
        [purpose.at],
        `Telephone marketing needs prior consent since ${PHONE_CONSENT_SINCE}; opposition is no longer enough.`,
      );
    }
  }
}

/** Marketing by its kind that is declared as service would slip past the law of channels. */
function* disguised(policy: PolicyInput, name: string, purpose: PurposeInput): Iterable<Finding> {
  const marketing =
    isPurpose(purpose, 'dpv:DirectMarketing') || isPurpose(purpose, 'dpv:Advertising');
  if (!marketing || purpose.message !== 'service') return;
  yield policyFinding(
    'marketing-declared-as-service',
    `purposes.${name}`,
    [purpose.at, ...commitmentsOf(policy, 'channel-law').map(({ at }) => at)],
    'The purpose is marketing by its kind, and its messages are declared as service.',
  );
}

/** People addressed in their profession may be written to until they object; so may customers, on similar goods. */
function mayOptOut(purpose: PurposeInput): boolean {
  if (purpose.audience === 'professional') return true;
  const subjects = purpose.dataSubjects ?? [];
  return subjects.length > 0 && subjects.every((each) => isA(each, 'dpv:Customer'));
}
