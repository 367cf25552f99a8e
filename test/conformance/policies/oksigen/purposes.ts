import type { PurposeInput } from '../../core.ts';
import {
  ACCOUNTING,
  CLIENT_MANAGEMENT,
  COMPLAINTS,
  FRAUD,
  PERSONALISATION,
  PROSPECTING,
  RIGHTS_REQUESTS,
  SITE,
  TARGETED_ADVERTISING,
} from './retention.ts';

const CONTACT = ['pd:Name', 'pd:Job', 'pd:TelephoneNumber', 'pd:EmailAddressWork'] as const;
const COMPANY = ['pd:PersonalDocuments', 'pd:PhysicalAddress'] as const;
const COMMERCIAL = ['pd:UID', 'pd:Purchase', 'pd:Opinion', 'pd:Profile'] as const;
const FINANCIAL = ['pd:BankAccount', 'pd:FinancialAccountNumber', 'pd:Transaction'] as const;
const TECHNICAL = ['pd:IPAddress', 'pd:UID', 'pd:LinkClicked', 'pd:BrowsingBehaviour'] as const;

const CLIENTS_AND_PROSPECTS = ['dpv:Client', 'x:Prospect'] as const;

/** Purposes 1, 2, 4, 6 and 9 claim legitimate interests and describe none. */
const INTEREST = {
  legalBasis: 'legitimate_interests',
  legalBasisAt: ['l.61'],
  dataSubjects: CLIENTS_AND_PROSPECTS,
  categories: CONTACT,
} as const satisfies PurposeInput;

const CONTRACT = {
  legalBasisAt: ['l.60'],
  dataSubjects: ['dpv:Client'],
  categories: [...CONTACT, ...COMPANY],
} as const satisfies PurposeInput;

/** Purposes of S4: nine numbered ones, and those of the table of durations. */
export const purposes = {
  advertising: {
    ...INTEREST,
    is: 'dpv:DirectMarketing',
    describe: 'Send advertising (purpose 1).',
    channel: 'email',
    message: 'marketing',
    audience: 'professional',
    retention: TARGETED_ADVERTISING,
    at: 'l.44',
  },
  marketStudies: {
    ...INTEREST,
    is: 'dpv:CommercialResearch',
    describe: 'Study the market and sales (purpose 2).',
    categories: COMMERCIAL,
    retention: SITE,
    at: 'l.45',
  },
  quote: {
    ...CONTRACT,
    is: 'dpv:EstablishContractualAgreement',
    describe: 'Establish a quote (purpose 3).',
    legalBasis: 'eu-gdpr:A6-1-b-enter-into-contract',
    dataSubjects: CLIENTS_AND_PROSPECTS,
    retention: CLIENT_MANAGEMENT,
    at: 'l.46',
  },
  customerRelations: {
    ...INTEREST,
    is: 'dpv:CustomerRelationshipManagement',
    describe: 'Manage relations with clients and prospects (purpose 4).',
    categories: [...CONTACT, ...COMMERCIAL],
    retention: CLIENT_MANAGEMENT,
    at: 'l.47',
  },
  sale: {
    ...CONTRACT,
    is: 'dpv:SellProductsToDataSubject',
    describe: 'Sell services (purpose 5).',
    legalBasis: 'eu-gdpr:A6-1-b-contract-performance',
    categories: [...CONTACT, ...COMPANY, ...FINANCIAL],
    retention: CLIENT_MANAGEMENT,
    at: 'l.48',
  },
  browsing: {
    ...INTEREST,
    is: 'dpv:TechnicalServiceProvision',
    describe: 'Browse the site and look at services (purpose 6).',
    dataSubjects: ['dpv:Visitor'],
    categories: TECHNICAL,
    retention: SITE,
    at: 'l.49',
  },
  afterSales: {
    ...CONTRACT,
    is: 'dpv:CustomerCare',
    describe: 'After-sales service, complaints, unpaid amounts (purpose 7).',
    legalBasis: 'eu-gdpr:A6-1-b-contract-performance',
    retention: COMPLAINTS,
    at: 'l.50',
  },
  personalisedStatistics: {
    is: 'dpv:Personalisation',
    describe: 'Statistics and studies that personalise and improve (purpose 8).',
    legalBasis: 'consent',
    legalBasisAt: ['l.62'],
    dataSubjects: ['dpv:Client'],
    categories: [...COMMERCIAL, ...TECHNICAL],
    retention: PERSONALISATION,
    at: 'l.51',
  },
  partnerMarketing: {
    ...INTEREST,
    is: 'dpv:DirectMarketing',
    describe: 'Targeted marketing for us and for partners (purpose 9).',
    channel: ['email', 'sms'],
    message: 'marketing',
    retention: PROSPECTING,
    at: 'l.52',
  },
  // Parts of purposes 2, 4 and 9 that the text sets apart where it speaks of sharing.
  customerKnowledge: {
    ...INTEREST,
    is: 'dpv:CommercialResearch',
    categories: [...COMMERCIAL, 'pd:City'],
    retention: PROSPECTING,
    at: 'l.156',
  },
  satisfactionSurveys: {
    ...INTEREST,
    is: 'dpv:CustomerRelationshipManagement',
    channel: 'email',
    message: 'service',
    retention: PROSPECTING,
    at: 'l.157',
  },
  navigationImprovement: {
    is: 'dpv:ServiceUsageAnalytics',
    legalBasis: 'consent',
    dataSubjects: ['dpv:Visitor'],
    categories: TECHNICAL,
    retention: SITE,
    at: 'l.158',
  },
  eventInvitations: {
    ...INTEREST,
    is: 'dpv:PublicRelations',
    channel: 'email',
    message: 'marketing',
    audience: 'professional',
    retention: PROSPECTING,
    at: 'l.159',
  },
  // Of the table of durations alone: no basis is stated for these three.
  fraudPrevention: {
    is: 'dpv:FraudPreventionAndDetection',
    dataSubjects: CLIENTS_AND_PROSPECTS,
    categories: [...CONTACT, ...FINANCIAL],
    retention: FRAUD,
    at: 'l.128',
  },
  rightsHandling: {
    is: 'dpv:RightsFulfilment',
    dataSubjects: CLIENTS_AND_PROSPECTS,
    categories: CONTACT,
    retention: RIGHTS_REQUESTS,
    at: 'l.129',
  },
  accounting: {
    is: 'dpv:LegalCompliance',
    dataSubjects: ['dpv:Client'],
    categories: [...CONTACT, ...FINANCIAL],
    retention: ACCOUNTING,
    at: 'l.130',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;

export type OksigenPurpose = keyof typeof purposes;
