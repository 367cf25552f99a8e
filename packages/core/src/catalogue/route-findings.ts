import type { Finding } from './finding.ts';
import type { FindingEntry } from './finding-codes.ts';

/** Every finding about routes and handlers, found by an adapter that can see them all; docs/findings.md has a heading for each. */
export const ROUTE_FINDINGS = {
  'processing-missing': {
    severity: 'error',
    article: 'Art. 5(1)(b), 25(2)',
    remedy: 'Say the purpose with @Processing, or take and give no declared model there.',
  },
  'processing-invalid': {
    severity: 'error',
    article: 'Art. 5(1)(b)',
    remedy: 'Mend what the message names: a purpose of the policy, models that are declared.',
  },
  'purpose-without-fields': {
    severity: 'error',
    article: 'Art. 5(1)(b)',
    remedy: 'Give at least one field of the model this purpose, or the handler another purpose.',
  },
  'returns-missing': {
    severity: 'error',
    article: 'Art. 25(2)',
    remedy: "Name the model with @Returns, 'nothing' for no body, or opaque(reason).",
  },
  'subject-unknowable': {
    severity: 'error',
    article: 'Art. 5(2)',
    remedy: 'Say with `subject` whose data the call is about, from the arguments of the method.',
  },
  'guard-after-processing': {
    severity: 'warning',
    article: 'Art. 32(1)(b)',
    remedy:
      'Put @Processing above the guards of the handler: it is decided once they have let the request in.',
  },
  'rights-path-mismatch': {
    severity: 'error',
    article: 'Art. 12(2)',
    remedy:
      'Give createPrivacy the `baseUrl` under which the rights endpoint is reached, prefix included.',
  },
} as const satisfies Readonly<Record<string, FindingEntry>>;

/** The code of a finding about a route. */
export type RouteFindingCode = keyof typeof ROUTE_FINDINGS;

/** Makes a finding about a route or handler. @param place `PatientsController.me`, or a route. */
export function routeFinding(code: RouteFindingCode, place: string, message: string): Finding {
  return Object.freeze({ code, place, at: [], message, ...ROUTE_FINDINGS[code] });
}
