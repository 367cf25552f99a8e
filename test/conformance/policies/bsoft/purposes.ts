import type { PurposeInput } from '../../core.ts';
import { ACCOUNT, CLIENT, DEVICE, PARTICIPANT, TECHNICAL } from './categories.ts';
import {
  COOKIES,
  END_OF_CONTRACT,
  END_OF_SERVICE,
  OPPOSITION,
  UNSUBSCRIPTION,
} from './retention.ts';

/** What the client gives and what the solution collects: nine purposes without a stated basis. */
const SERVICE = {
  dataSubjects: CLIENT,
  categories: ACCOUNT,
  retention: END_OF_SERVICE,
} as const satisfies PurposeInput;

/** Data of participants belong to the client company: bsoft processes them for it. */
const ON_INSTRUCTION = {
  role: 'processor',
  dataSubjects: ['dpv:Participant'],
  categories: PARTICIPANT,
  retention: END_OF_SERVICE,
} as const satisfies PurposeInput;

const INTERNAL_ONLY = { recipientsLimitedTo: 'internal' } as const;

/** Purposes of S3. */
export const purposes = {
  // Left over from another trade: nothing is processed for it.
  insuranceContracts: {
    is: 'dpv:FulfilmentOfContractualObligation',
    describe: 'Perform insurance contracts.',
    legalBasis: 'contract',
    at: 'l.24',
  },
  serviceProvision: { ...SERVICE, is: 'dpv:ServiceProvision', at: 'l.42' },
  userCommunication: {
    ...SERVICE,
    is: 'dpv:CommunicationForCustomerCare',
    message: 'service',
    at: 'l.43',
  },
  accountAdministration: { ...SERVICE, is: 'dpv:AccountManagement', at: 'l.44' },
  abuseProtection: { ...SERVICE, is: 'dpv:MisusePreventionAndDetection', at: 'l.45' },
  serviceNews: { ...SERVICE, is: 'dpv:CommunicationManagement', at: 'l.46' },
  tailoredService: {
    ...SERVICE,
    is: 'dpv:ServicePersonalisation',
    categories: [...TECHNICAL, ...DEVICE],
    at: 'l.52',
  },
  solutionHealth: { ...SERVICE, is: 'dpv:ServiceMonitoring', categories: TECHNICAL, at: 'l.53' },
  problemFixing: {
    ...SERVICE,
    is: 'dpv:RepairImpairments',
    categories: [...TECHNICAL, ...DEVICE],
    at: 'l.54',
  },
  usageMeasurement: {
    ...SERVICE,
    is: 'dpv:ServiceUsageAnalytics',
    categories: TECHNICAL,
    at: 'l.55',
  },
  participantMessages: {
    ...ON_INSTRUCTION,
    is: 'dpv:CommunicationManagement',
    channel: ['email', 'sms'],
    message: 'service',
    at: 'l.61',
  },
  attendanceTracking: { ...ON_INSTRUCTION, is: 'dpv:ServiceMonitoring', at: 'l.62' },
  accessSecurity: { ...ON_INSTRUCTION, is: 'dpv:EnforceAccessControl', at: 'l.63' },
  newsletters: {
    ...INTERNAL_ONLY,
    is: 'dpv:DirectMarketing',
    legalBasis: 'consent',
    channel: 'email',
    message: 'marketing',
    dataSubjects: ['dpv:Subscriber'],
    categories: ['pd:EmailAddress'],
    retention: UNSUBSCRIPTION,
    at: 'l.65',
  },
  surveys: {
    ...INTERNAL_ONLY,
    is: 'dpv:CommercialResearch',
    legalBasis: 'consent',
    channel: 'email',
    dataSubjects: ['dpv:Subscriber'],
    categories: ['pd:EmailAddress'],
    retention: UNSUBSCRIPTION,
    at: 'l.65',
  },
  // One row of the table with three bases: consent, the recording of calls by law, the contract.
  contactRequests: {
    ...INTERNAL_ONLY,
    is: 'dpv:CommunicationForCustomerCare',
    legalBasis: ['consent', 'legal_obligation', 'contract'],
    legalBasisAt: ['l.74', 'l.76', 'l.78'],
    dataSubjects: [...CLIENT, 'x:Prospect'],
    categories: ['pd:Name', 'pd:EmailAddress', 'pd:VoiceCommunicationRecording'],
    retention: [END_OF_CONTRACT, END_OF_SERVICE],
    at: 'l.69',
  },
  prospecting: {
    ...INTERNAL_ONLY,
    is: 'dpv:DirectMarketing',
    legalBasis: 'consent',
    legalBasisAt: ['l.89'],
    message: 'marketing',
    dataSubjects: ['x:Prospect'],
    categories: ['pd:Name', 'pd:EmailAddress', 'pd:Professional'],
    retention: OPPOSITION,
    at: 'l.85',
  },
  cookieManagement: {
    ...INTERNAL_ONLY,
    is: 'dpv:ServiceUsageAnalytics',
    legalBasis: 'consent',
    dataSubjects: ['dpv:Visitor'],
    categories: ['pd:IPAddress', 'pd:BrowsingBehaviour'],
    retention: COOKIES,
    at: 'l.94',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;

export type BsoftPurpose = keyof typeof purposes;
