import type { PrivacyError } from '../errors.ts';
import type { ProblemContext } from './problem.ts';

/** Refusals that consent would lift. */
const BY_CONSENT: ReadonlySet<string> = new Set(['consent-required', 'explicit-consent-required']);

/** Refusals of a right, which name who can be complained to (Art. 12(4)). */
const OF_RIGHTS: ReadonlySet<string> = new Set([
  'right-not-applicable',
  'indirect-access',
  'identity-verification-required',
]);

/**
 * What a refusal tells beyond its kind: the purpose and the basis to everybody; where consent stands, which notice to
 * show and where consent is given to the data subject alone, because it is a fact about a person.
 */
export function refusalMembers(
  { code, details }: PrivacyError,
  context: ProblemContext,
): Readonly<Record<string, unknown>> {
  const { supervisoryAuthority, actorIsSubject, noticeVersion, consentUrl } = context;
  const { purpose, legalBasis, consentStatus } = decisionOf(details.decision);
  const ask = BY_CONSENT.has(code) && actorIsSubject;
  return {
    ...(purpose === undefined ? {} : { purposes: [purpose] }),
    ...(purpose === undefined || BY_CONSENT.has(code) ? {} : { purpose }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(ask && consentStatus !== undefined ? { consentStatus } : {}),
    ...(ask && noticeVersion !== undefined ? { noticeVersion } : {}),
    ...(ask && consentUrl !== undefined ? { consentUrl } : {}),
    ...(OF_RIGHTS.has(code) && {
      ...(supervisoryAuthority == null ? {} : { supervisoryAuthority }),
      remedy: { complaint: 'eu-gdpr:A77', judicial: 'eu-gdpr:A79' },
    }),
  };
}

/** Names, codes, numbers and lists of them: what a member may be. Anything else could be a value, and is left out. */
export function memberTexts(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => isName(member)));
}

function isName(member: unknown): boolean {
  if (member === null || ['string', 'number', 'boolean'].includes(typeof member)) return true;
  return Array.isArray(member) && member.every((each) => typeof each === 'string');
}

interface Told {
  readonly purpose: string | undefined;
  readonly legalBasis: string | undefined;
  readonly consentStatus: string | undefined;
}

/** The decision behind a refusal, also one of another installed copy of core. */
function decisionOf(decision: unknown): Told {
  const text = (name: string): string | undefined => {
    const member: unknown =
      typeof decision === 'object' && decision !== null ? Reflect.get(decision, name) : undefined;
    return typeof member === 'string' ? member : undefined;
  };
  return {
    purpose: text('purpose'),
    legalBasis: text('legalBasis'),
    consentStatus: text('consentStatus'),
  };
}
