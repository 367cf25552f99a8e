import type { PurposeInput } from '../../core.ts';
import { CONTACT, FINANCIAL, IDENTITY, PROFESSIONAL } from './categories.ts';
import { PROSPECT_OR_CLIENT } from './retention.ts';

const CONTRACT = {
  legalBasis: 'contract',
  legalBasisAt: ['l.18'],
  dataSubjects: ['dpv:Client', 'x:Prospect'],
  categories: [...IDENTITY, ...PROFESSIONAL],
  retention: PROSPECT_OR_CLIENT,
  at: 'l.17',
} as const satisfies PurposeInput;

/** Purpose 1: contract and steps before it. */
export const contractPurposes = {
  businessRelationship: { ...CONTRACT, is: 'dpv:CustomerRelationshipManagement' },
  caseFollowUp: { ...CONTRACT, is: 'dpv:EstablishContractualAgreement' },
  support: { ...CONTRACT, is: 'dpv:CustomerCare' },
  caseReminders: {
    ...CONTRACT,
    is: 'dpv:CommunicationForCustomerCare',
    describe: 'Remind of pending or incomplete cases.',
    channel: ['sms', 'email'],
    message: 'service',
    categories: CONTACT,
  },
  onlinePayments: {
    ...CONTRACT,
    is: 'dpv:PaymentManagement',
    categories: [...CONTACT, ...FINANCIAL],
  },
  unpaidAndDisputes: {
    ...CONTRACT,
    is: 'dpv:DisputeManagement',
    categories: [...CONTACT, ...FINANCIAL],
  },
  claims: { ...CONTRACT, is: 'dpv:CustomerClaimsManagement' },
  invoicing: { ...CONTRACT, is: 'dpv:PaymentManagement', categories: [...CONTACT, ...FINANCIAL] },
  informationRequests: { ...CONTRACT, is: 'dpv:CommunicationManagement' },
  postalMail: {
    ...CONTRACT,
    is: 'dpv:CommunicationManagement',
    channel: 'post',
    message: 'service',
    categories: CONTACT,
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;
