import { definePolicy, type PurposeInput } from '../core.ts';

// The published text hides its e-mail address behind this placeholder: it is encoded as it reads.
const HIDDEN_EMAIL = '[email protected]';
const CONTACT_ADDRESS = 'Avenue du Serpolet, ZI ATHELIA – 13600 La Ciotat, France';

const IDENTITY = [
  'pd:Name',
  'pd:EmailAddress',
  'pd:PhysicalAddress',
  'pd:TelephoneNumber',
] as const;
const SIX_CATEGORIES = [...IDENTITY, 'pd:BankAccount'] as const;

/** One criterion for everything: no duration is stated. */
const UNTIL_CONTRACT_END = {
  startEvent: 'contract.end',
  action: 'erase',
  criterion: 'The time that the purpose and the contractual relationship need.',
  extension: { describe: 'Archives kept as proof, as far as laws demand.', at: 'l.67' },
  at: 'l.67',
} as const satisfies PurposeInput['retention'];

/** The four interests of l.47, which the text calls the basis of collecting data. */
const INTERESTS = {
  legalBasis: 'legitimate_interests',
  dataSubjects: ['dpv:Customer'],
  categories: IDENTITY,
  retention: UNTIL_CONTRACT_END,
  at: 'l.47',
} as const satisfies PurposeInput;

/** S0: a software vendor, processor for its clients and controller on its own site. */
export const orusbijoux = definePolicy({
  version: '2018-05-25',
  effectiveFrom: '2018-05-25',
  language: 'en',
  jurisdiction: 'loc:FR',
  controller: {
    name: 'OrusBijoux',
    address: 'BP90032 – 13600 La Ciotat, France',
    identifier: 'SIRET 51036773300035',
    country: 'FR',
    at: 'l.29',
  },
  dataProtectionOfficer: { address: CONTACT_ADDRESS, contact: HIDDEN_EMAIL, at: 'l.93' },
  dataProtectionContact: {
    name: 'Data protection team',
    address: CONTACT_ADDRESS,
    contact: HIDDEN_EMAIL,
    at: 'l.93',
  },
  supervisoryAuthority: 'CNIL',
  purposes: {
    // No basis of their own is stated for the first four; contract and accounting law are what they rest on.
    enquiries: {
      is: 'dpv:CommunicationForCustomerCare',
      describe: 'Answer requests.',
      legalBasis: 'contract',
      dataSubjects: ['dpv:Customer', 'x:Prospect'],
      categories: IDENTITY,
      retention: UNTIL_CONTRACT_END,
      at: 'l.43',
    },
    purchase: {
      is: 'dpv:CustomerOrderManagement',
      describe: 'Sell software.',
      legalBasis: 'contract',
      dataSubjects: ['dpv:Customer'],
      categories: SIX_CATEGORIES,
      retention: UNTIL_CONTRACT_END,
      at: 'l.49',
    },
    invoicing: {
      is: 'dpv:PaymentManagement',
      describe: 'Establish invoices.',
      legalBasis: 'legal_obligation',
      legalReference: 'C. com. L123-22',
      dataSubjects: ['dpv:Customer'],
      categories: SIX_CATEGORIES,
      retention: UNTIL_CONTRACT_END,
      at: 'l.43',
    },
    softwareDevelopment: {
      is: 'dpv:ServiceProvision',
      describe: 'Carry out development missions.',
      legalBasis: 'contract',
      dataSubjects: ['dpv:Customer'],
      categories: IDENTITY,
      retention: UNTIL_CONTRACT_END,
      at: 'l.41',
    },
    followUp: {
      ...INTERESTS,
      is: 'dpv:CustomerRelationshipManagement',
      legitimateInterest: 'Maintain relations and follow up as well as possible.',
    },
    individualNeeds: {
      ...INTERESTS,
      is: 'dpv:ServicePersonalisation',
      legitimateInterest: 'Meet the needs of each customer.',
    },
    siteImprovement: {
      ...INTERESTS,
      is: 'dpv:ImproveExistingProductsAndServices',
      legitimateInterest: 'Improve the website.',
    },
    contactByEmail: {
      ...INTERESTS,
      is: 'dpv:CommunicationManagement',
      legitimateInterest: 'Contact customers by e-mail.',
      channel: 'email',
      message: 'service',
    },
    softwareNews: {
      ...INTERESTS,
      is: 'dpv:DirectMarketing',
      describe: 'Send campaigns with news of our software.',
      legitimateInterest: 'Contact customers by e-mail.',
      legalBasisAt: ['l.47'],
      channel: 'email',
      message: 'marketing',
      // "Collaborators" are written to as well: the soft opt-in does not reach them.
      dataSubjects: ['dpv:Customer', 'dpv:User'],
      at: 'l.51',
    },
    companyMonitoring: {
      is: 'dpv:ServiceMonitoring',
      describe: 'Follow the companies of clients.',
      role: 'processor',
      dataSubjects: ['dpv:User'],
      categories: SIX_CATEGORIES,
      at: 'l.55',
    },
    newSoftwareInformation: {
      is: 'dpv:CommunicationManagement',
      describe: 'Tell about new software.',
      role: 'processor',
      dataSubjects: ['dpv:User'],
      categories: IDENTITY,
      at: 'l.55',
    },
  },
  dataSources: { dataSubject: { kind: 'data-subject', at: 'l.33' } },
  collectionPoints: {
    registration: { channel: 'web', at: 'l.43' },
    connection: { channel: 'web', at: 'l.43' },
    purchase: { channel: 'web', at: 'l.43' },
    contactTab: { channel: 'web', at: 'l.57' },
  },
  roles: {
    team: {
      purposes: [
        'enquiries',
        'purchase',
        'invoicing',
        'softwareDevelopment',
        'followUp',
        'individualNeeds',
        'siteImprovement',
        'contactByEmail',
        'softwareNews',
        'companyMonitoring',
        'newSoftwareInformation',
      ],
      describe: 'Members of the team.',
      at: 'l.63',
    },
  },
  rights: [
    { right: 'access', at: 'l.75' },
    { right: 'rectification', at: 'l.76' },
    { right: 'erasure', describe: 'Also called blocking.', at: 'l.77' },
    { right: 'objection', at: 'l.78' },
    { right: 'withdrawConsent', at: 'l.78' },
    { right: 'restriction', describe: 'Erasure after some time.', misdescribed: true, at: 'l.79' },
    { right: 'portability', at: 'l.80' },
  ],
  rightsContact: {
    email: HIDDEN_EMAIL,
    address: CONTACT_ADDRESS,
    demandsIdentityDocument: true,
    at: 'l.82',
  },
  commitments: [
    { promises: 'consent-for-any-disclosure', at: 'l.9' },
    { promises: 'dedicated-privacy-contact', at: 'l.13' },
    { promises: 'direct-collection-only', at: 'l.33' },
    { promises: 'consent-for-any-collection', at: 'l.35' },
    { promises: 'no-external-advertising', at: 'l.61' },
    { promises: 'internal-recipients-only', at: 'l.63' },
  ],
  consequence: {
    describe: 'We may be unable to answer, or to carry out development missions.',
    purposes: ['enquiries', 'softwareDevelopment'],
    at: 'l.41',
  },
  measures: {
    technical: ['Authentication', 'Encryption of data', 'User name and password'],
    organisational: ['A team dedicated to data protection'],
  },
  flaws: [
    { flaw: 'dangling-reference', about: 'The address of the authority is cut off.', at: 'l.84' },
  ],
});
