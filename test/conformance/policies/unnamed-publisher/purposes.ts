import type { PurposeInput } from '../../core.ts';

const CUSTOMER = ['pd:Name', 'pd:EmailAddress', 'pd:PhysicalAddress'] as const;
const TECHNICAL = [
  'pd:IPAddress',
  'pd:DeviceBased',
  'pd:DeviceSoftware',
  'pd:UserAgent',
  'pd:Language',
] as const;

/** Not beyond what the contract needs, then anonymised for statistics. */
const CONTRACT = {
  startEvent: 'contract.end',
  duration: 'P0D',
  action: 'anonymise',
  // The article is cited under its number of before June 2019, as in the text.
  legalReference: 'Law No. 78-17, Art. 6-5°',
  at: 'l.109',
} as const satisfies PurposeInput['retention'];

/** Two stages: an invitation after three years without authentication, then erasure. */
const INACTIVITY = {
  startEvent: 'account.authenticated',
  duration: 'P3Y',
  action: 'erase',
  appliesTo: 'account',
  warning: { channel: 'email', cancelledBy: 'account.authenticated', at: 'l.117' },
  at: 'l.117',
} as const satisfies PurposeInput['retention'];

const STRICTLY_NECESSARY_TIME = {
  action: 'erase',
  criterion: 'The time strictly needed.',
  at: 'l.104',
} as const satisfies PurposeInput['retention'];

/** A purpose of managing clients or prospects: the text names none of their bases. */
const MANAGED = {
  dataSubjects: ['dpv:Customer'],
  categories: CUSTOMER,
  retention: CONTRACT,
} as const satisfies PurposeInput;

/** Whatever else the visit of the site gives: categories that the text ties to no purpose. */
const siteUse = {
  is: 'dpv:ServiceProvision',
  dataSubjects: ['dpv:User'],
  categories: [
    'pd:Name',
    'pd:OfficialID',
    'pd:MaritalStatus',
    'pd:LifeHistory',
    'pd:FamilyStructure',
    'pd:EmploymentHistory',
    'pd:EducationQualification',
    'pd:ProfessionalTraining',
    'pd:IPAddress',
    'pd:AuthenticationHistory',
    'pd:Location',
    'pd:CurrentLocation',
    'pd:GPSCoordinate',
  ],
  retention: CONTRACT,
  at: 'l.13',
} as const satisfies PurposeInput;

/** Purposes of S1, nearly all of them without a legal basis. */
export const purposes = {
  siteUse,
  authorityDisclosure: {
    is: 'dpv:LegalCompliance',
    legalBasis: 'legal_obligation',
    categories: CUSTOMER,
    retention: CONTRACT,
    at: 'l.25',
  },
  controllerChange: {
    is: 'dpv:OrganisationGovernance',
    describe: 'Hand data over in a merger or acquisition.',
    categories: CUSTOMER,
    retention: CONTRACT,
    at: 'l.43',
  },
  contracts: { ...MANAGED, is: 'dpv:FulfilmentOfContractualObligation', at: 'l.49' },
  orders: { ...MANAGED, is: 'dpv:CustomerOrderManagement', at: 'l.49' },
  deliveries: { ...MANAGED, is: 'dpv:DeliveryOfGoods', at: 'l.49' },
  invoices: { ...MANAGED, is: 'dpv:PaymentManagement', at: 'l.49' },
  customerAccounts: {
    ...MANAGED,
    is: 'dpv:AccountManagement',
    retention: [CONTRACT, INACTIVITY],
    at: 'l.49',
  },
  loyaltyProgramme: { ...MANAGED, is: 'dpv:CustomerRelationshipManagement', at: 'l.50' },
  satisfactionSurveys: { ...MANAGED, is: 'dpv:CustomerRelationshipManagement', at: 'l.51' },
  complaints: { ...MANAGED, is: 'dpv:CustomerClaimsManagement', at: 'l.51' },
  afterSales: { ...MANAGED, is: 'dpv:CustomerCare', at: 'l.51' },
  studySelection: { ...MANAGED, is: 'dpv:CommercialResearch', at: 'l.52' },
  sensitiveProfiling: {
    ...MANAGED,
    is: 'dpv:CommercialResearch',
    describe: 'Profiles likely to reveal sensitive data, with consent only.',
    legalBasis: 'consent',
    consent: { explicit: true },
    specialCategoryBasis: 'eu-gdpr:A9-2-a',
    categories: ['pd:Profile'],
    at: 'l.52',
  },
  prospectingOperations: {
    ...MANAGED,
    is: 'dpv:Marketing',
    dataSubjects: ['x:Prospect'],
    at: 'l.56',
  },
  prospectSelection: { ...MANAGED, is: 'dpv:Marketing', dataSubjects: ['x:Prospect'], at: 'l.57' },
  solicitation: {
    ...MANAGED,
    is: 'dpv:DirectMarketing',
    // The text names no channel: all four that it could mean.
    channel: ['email', 'sms', 'phone', 'post'],
    dataSubjects: ['dpv:Customer', 'x:Prospect'],
    at: 'l.58',
  },
  unpaidAndLitigation: { ...MANAGED, is: 'dpv:DisputeManagement', at: 'l.60' },
  opinions: {
    ...MANAGED,
    is: 'dpv:CustomerRelationshipManagement',
    categories: ['pd:Opinion'],
    at: 'l.62',
  },
  socialAccountLink: {
    is: 'dpv:CommunicationManagement',
    categories: ['pd:Profile', 'pd:Username', 'pd:SocialMedia'],
    retention: CONTRACT,
    at: 'l.70',
  },
  accessIdentifiers: {
    is: 'dpv:IdentityAuthentication',
    categories: ['pd:Username', 'pd:UID'],
    retention: CONTRACT,
    at: 'l.80',
  },
  technicalService: {
    is: 'dpv:TechnicalServiceProvision',
    categories: TECHNICAL,
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.85',
  },
  technicalAdvertising: {
    is: 'dpv:TargetedAdvertising',
    categories: TECHNICAL,
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.87',
  },
  technicalStatistics: {
    is: 'dpv:ServiceUsageAnalytics',
    categories: TECHNICAL,
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.87',
  },
  experiencePersonalisation: {
    is: 'dpv:Personalisation',
    categories: TECHNICAL,
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.87',
  },
  dataSale: {
    is: 'dpv:SellDataToThirdParties',
    categories: TECHNICAL,
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.87',
  },
  cookieStatistics: {
    is: 'dpv:ServiceUsageAnalytics',
    legalBasis: 'consent',
    consent: { duration: 'P13M' },
    categories: ['pd:BrowsingBehaviour'],
    retention: {
      startEvent: 'cookie.firstDeposited',
      duration: 'P13M',
      action: 'erase',
      maximum: true,
      clock: 'item',
      at: 'l.92',
    },
    at: 'l.92',
  },
  abuseProtection: {
    is: 'dpv:MisusePreventionAndDetection',
    describe: 'Tell people from programs on forms.',
    legalBasis: 'legitimate_interests',
    legitimateInterest: 'Protect the site from abusive crawling and spam.',
    categories: ['pd:IPAddress', 'pd:Behavioural'],
    retention: STRICTLY_NECESSARY_TIME,
    at: 'l.163',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;
