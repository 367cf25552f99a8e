import type { PurposeInput } from '../../core.ts';
import { CONTACT, FINANCIAL, IDENTITY, PROFESSIONAL, TECHNICAL } from './categories.ts';
import {
  CANDIDATE,
  FRAUD_CASE,
  FRAUD_LIST,
  PROSPECT_OR_CLIENT,
  RECORDING,
  STATISTICS,
  TALENT_POOL,
} from './retention.ts';

/** Purpose 3 claims legitimate interests for all of these and describes none of them. */
const INTEREST = {
  legalBasis: 'legitimate_interests',
  legalBasisAt: ['l.22'],
  dataSubjects: ['dpv:Client', 'x:Prospect'],
  categories: CONTACT,
  retention: PROSPECT_OR_CLIENT,
  at: 'l.21',
} as const satisfies PurposeInput;

const MARKETING = { ...INTEREST, is: 'dpv:DirectMarketing', message: 'marketing' } as const;

/** The fifteen parts of purpose 3, and the processing that other sections hang on them. */
export const interestPurposes = {
  reviews: {
    ...INTEREST,
    is: 'dpv:CustomerRelationshipManagement',
    categories: ['pd:Opinion', 'pd:Name'],
  },
  surveys: { ...INTEREST, is: 'dpv:CommercialResearch' },
  callRecording: {
    ...INTEREST,
    is: 'dpv:ServiceMonitoring',
    describe: 'Record calls for service quality and training.',
    categories: ['pd:VoiceCommunicationRecording', 'pd:TelephoneNumber'],
    retention: RECORDING,
  },
  questionsAndComplaints: { ...INTEREST, is: 'dpv:CustomerClaimsManagement' },
  statistics: { ...INTEREST, is: 'dpv:CommercialResearch', retention: STATISTICS },
  fraudPrevention: {
    ...INTEREST,
    is: 'dpv:FraudPreventionAndDetection',
    categories: [...IDENTITY, ...FINANCIAL],
    retention: FRAUD_CASE,
    indirectAccess: { legalReference: 'Monetary and Financial Code', at: 'l.59' },
  },
  recruitment: {
    ...INTEREST,
    is: 'dpv:RecruitmentManagement',
    dataSubjects: ['dpv:JobApplicant'],
    categories: [...IDENTITY, ...PROFESSIONAL],
    retention: CANDIDATE,
  },
  prospecting: { ...MARKETING, channel: 'post' },
  eventInvitations: { ...MARKETING, channel: 'email' },
  newsletter: { ...MARKETING, channel: 'email' },
  smsOffers: { ...MARKETING, channel: 'sms' },
  emailOffers: { ...MARKETING, channel: 'email' },
  referralOffers: { ...MARKETING, channel: 'email' },
  contests: { ...INTEREST, is: 'dpv:PublicRelations', message: 'service' },
  usageMonitoring: {
    ...INTEREST,
    is: 'dpv:ServiceUsageAnalytics',
    categories: TECHNICAL,
    retention: STATISTICS,
  },
  // Processing that other sections of the text describe.
  fraudList: {
    ...INTEREST,
    is: 'dpv:MaintainFraudDatabase',
    categories: ['pd:Name', 'pd:UID'],
    retention: FRAUD_LIST,
    at: 'l.56',
  },
  talentPool: {
    is: 'dpv:RecruitmentManagement',
    legalBasis: 'consent',
    dataSubjects: ['dpv:JobApplicant'],
    categories: [...IDENTITY, ...PROFESSIONAL],
    retention: TALENT_POOL,
    at: 'l.35',
  },
  targetedAdvertising: {
    ...MARKETING,
    is: 'dpv:TargetedAdvertising',
    channel: ['email', 'sms', 'social'],
    at: 'l.66',
  },
  phoneProspecting: {
    ...MARKETING,
    describe: 'Call with offers; who does not want it opposes.',
    channel: 'phone',
    at: 'l.70',
  },
  legalDefence: {
    ...INTEREST,
    is: 'dpv:DisputeManagement',
    legitimateInterest: 'Defend our rights in court.',
    legalBasisAt: ['l.29'],
    at: 'l.29',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;
