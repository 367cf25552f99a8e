import type { PolicyInput, PurposeInput } from '../../declare/policy-input.ts';
import { label } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import {
  basesOf,
  basisPlacesOf,
  commitmentsOf,
  concerns,
  isPurpose,
  placesOf,
  purposesOf,
  restsOn,
  restsOnConsentAlone,
} from './read-policy.ts';

/** Exactly one legal basis per purpose, with what each basis demands (Art. 6). */
export function* legalBasisRules(policy: PolicyInput): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    const place = `purposes.${name}`;
    yield* numberOfBases(place, purpose);
    yield* promisedConsent(policy, name, purpose);
    yield* whatTheBasisDemands(place, purpose);
    if (purpose.indirectAccess !== undefined && !isPoliceLike(purpose)) {
      yield policyFinding(
        'indirect-access-unsupported',
        place,
        [purpose.indirectAccess.at],
        `The text restricts access for ${name} by a law that does not cover it.`,
      );
    }
  }
}

function* numberOfBases(place: string, purpose: PurposeInput): Iterable<Finding> {
  const bases = basesOf(purpose);
  // As processor the basis is the controller's: what we need are its instructions (Art. 28(3)(a)).
  if (bases.length === 0 && purpose.role !== 'processor') {
    yield policyFinding(
      'legal-basis-missing',
      place,
      [purpose.at],
      'The text states no legal basis for this purpose.',
    );
  }
  if (bases.length > 1) {
    const named = bases.map((each) => label(each, 'en')).join('; ');
    yield policyFinding(
      'multiple-legal-basis',
      place,
      basisPlacesOf(purpose),
      `The text rests one purpose on ${bases.length} legal bases: ${named}.`,
    );
  }
}

/** A promise of consent for any collection is a second basis beside any other than consent. */
function* promisedConsent(
  policy: PolicyInput,
  name: string,
  purpose: PurposeInput,
): Iterable<Finding> {
  if (basesOf(purpose).length === 0 || restsOnConsentAlone(purpose)) return;
  if (purpose.role === 'processor') return;
  for (const promise of commitmentsOf(policy, 'consent-for-any-collection')) {
    if (!concerns(promise, name)) continue;
    yield policyFinding(
      'multiple-legal-basis',
      `purposes.${name}`,
      [promise.at, ...basisPlacesOf(purpose)],
      'The text promises consent for any collection and rests this purpose on another basis.',
    );
  }
}

function* whatTheBasisDemands(place: string, purpose: PurposeInput): Iterable<Finding> {
  if (restsOn(purpose, 'eu-gdpr:A6-1-f') && purpose.legitimateInterest === undefined) {
    yield policyFinding(
      'legitimate-interest-not-described',
      place,
      placesOf(purpose),
      'The purpose rests on legitimate interests, and the text does not say which.',
    );
  }
  if (restsOn(purpose, 'eu-gdpr:A6-1-c') && purpose.legalReference === undefined) {
    yield policyFinding(
      'legal-reference-missing',
      place,
      placesOf(purpose),
      'The purpose rests on a legal obligation, and the text names no law.',
    );
  }
}

/** Purposes for which French law sends access through the authority (CMF L561-45; LIL 118). */
function isPoliceLike(purpose: PurposeInput): boolean {
  return (
    isPurpose(purpose, 'dpv:CounterMoneyLaundering') ||
    isPurpose(purpose, 'dpv:Counterterrorism') ||
    isPurpose(purpose, 'dpv:ProtectionOfNationalSecurity') ||
    isPurpose(purpose, 'dpv:ProtectionOfPublicSecurity')
  );
}
