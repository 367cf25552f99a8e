import type {
  AudienceExemptionInput,
  CookieInput,
  PolicyInput,
} from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { cookiesOf, isPurpose, placesOf, purposeOf, restsOnConsentAlone } from './read-policy.ts';

/** Cookies and similar technologies: consent before, a refusal as easy, nothing hidden (LIL 82). */
export function* cookieRules(policy: PolicyInput): Iterable<Finding> {
  for (const [name, cookie] of cookiesOf(policy)) {
    const place = `cookies.${name}`;
    yield* consent(policy, place, cookie);
    if (cookie.announced === false) {
      yield policyFinding(
        'hidden-tracker',
        place,
        [cookie.at],
        'People are not told before it is read or written.',
      );
    }
    if (cookie.category === 'strictly-necessary') continue;
    if (cookie.refusal === 'browser-settings') {
      yield policyFinding(
        'browser-only-refusal',
        place,
        [cookie.refusalAt ?? cookie.at],
        'The text leaves refusal to the settings of the browser, which is no valid mechanism.',
      );
    }
    if (cookie.refusal === 'none') {
      yield policyFinding(
        'cookie-refusal-missing',
        place,
        [cookie.refusalAt ?? cookie.at],
        'The text offers no refusal.',
      );
    }
  }
}

/** One cookie with several purposes needs consent as soon as one of them does. */
function* consent(policy: PolicyInput, place: string, cookie: CookieInput): Iterable<Finding> {
  if (isExempt(cookie)) return;
  const names = [
    ...(cookie.purpose === undefined ? [] : [cookie.purpose]),
    ...(cookie.alsoFor ?? []),
  ];
  const purposes = names.map((each) => purposeOf(policy, each));
  const concerned =
    cookie.category === 'strictly-necessary'
      ? purposes.filter(
          (each) =>
            isPurpose(each, 'dpv:Marketing') || isPurpose(each, 'dpv:ServiceUsageAnalytics'),
        )
      : purposes;
  const without = concerned.filter((each) => !restsOnConsentAlone(each));
  const undeclared = names.length === 0 && cookie.category !== 'strictly-necessary';
  if (without.length === 0 && !undeclared) return;
  yield policyFinding(
    'cookie-consent-required',
    place,
    [cookie.at, ...without.flatMap(placesOf)],
    `A cookie of the category ${cookie.category} needs consent, whatever basis its purpose has.`,
  );
}

/** What the person has asked for needs no consent; own, anonymous audience measurement is exempt under conditions. */
function isExempt(cookie: CookieInput): boolean {
  if (cookie.onlyAfter !== undefined && cookie.category === 'functional') return true;
  return cookie.category === 'audience' && isComplete(cookie.exemption);
}

function isComplete(exemption: AudienceExemptionInput | undefined): boolean {
  return (
    exemption?.ownMeasurementOnly === true &&
    exemption.anonymousStatisticsOnly &&
    exemption.noCrossSite &&
    exemption.informed &&
    exemption.optOut
  );
}
