import { definePolicy, type Privacy } from '@lawful/core';

/** How long a withdrawal may stay unknown unless a purpose says otherwise: milliseconds. */
const DEFAULT_BOUND_MS = 5_000;

/** The policy of the history test: one purpose on consent, one on explicit consent to a special category, one on contract. */
export function historyPolicy(short: boolean) {
  const retention = { startEvent: 'account.closed', duration: 'P1Y', action: 'erase' } as const;
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme', address: 'Paris', contact: 'mailto:privacy@acme.example' },
    supervisoryAuthority: 'CNIL',
    purposes: {
      newsletter: {
        is: 'dpv:ServicePersonalisation',
        legalBasis: 'consent',
        consent: { duration: 'P13M' },
        retention,
        ...(short ? { maxStaleness: 'PT1S' } : {}),
      },
      research: {
        is: 'dpv:AcademicResearch',
        legalBasis: 'consent',
        specialCategoryBasis: 'eu-gdpr:A9-2-a',
        consent: { explicit: true },
        retention,
      },
      order: { is: 'dpv:CustomerOrderManagement', legalBasis: 'contract', retention },
    },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Subscriber = defineModel('Subscriber', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({ category: 'email', purpose: ['newsletter', 'order'] }),
    },
  });
  const Participant = defineModel('Participant', {
    dataSubject: 'dpv:Participant',
    fields: { id: subjectId(), health: personal({ category: 'pd:Health', purpose: 'research' }) },
  });
  /** How old a consent may be that a permit relies on, as the documentation states it; absent: no consent is needed. */
  const bounds: Readonly<Record<HistoryPurpose, number | undefined>> = {
    newsletter: short ? 1_000 : DEFAULT_BOUND_MS,
    research: 0,
    order: undefined,
  };
  return { policy, models: [Subscriber, Participant], Participant, bounds };
}

/** The purposes that are asked for. */
export type HistoryPurpose = 'newsletter' | 'research' | 'order';

/** Shown with every consent. */
export const EVIDENCE = { noticeVersion: '1', language: 'en', indication: 'checkbox#consent' };

/** A running policy of the history test. */
export type HistoryPrivacy = Privacy<HistoryPurpose>;
