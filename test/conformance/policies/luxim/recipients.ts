import type { RecipientInput } from '../../core.ts';
import type { LuximPurpose } from './purposes.ts';

type Recipient = RecipientInput<LuximPurpose>;

/** The text says that contracts with processors exist, and gives neither references nor fields nor countries. */
const PROCESSOR = { role: 'processor', at: 'l.28' } as const;

const INTERNAL = { role: 'internal', country: 'FR', at: 'l.26' } as const;

const internal = {
  marketing: { ...INTERNAL, category: 'Marketing', purposes: ['prospecting', 'newsletter'] },
  accounting: { ...INTERNAL, category: 'Accounting', purposes: ['invoicing', 'onlinePayments'] },
  humanResources: { ...INTERNAL, category: 'Human resources', purposes: ['recruitment'] },
  communication: { ...INTERNAL, category: 'Communication', purposes: ['eventInvitations'] },
  sales: { ...INTERNAL, category: 'Sales', purposes: ['businessRelationship', 'caseFollowUp'] },
  customerService: { ...INTERNAL, category: 'Customer service', purposes: ['support', 'claims'] },
  quality: { ...INTERNAL, category: 'Quality', purposes: ['callRecording', 'surveys'] },
} as const satisfies Readonly<Record<string, Recipient>>;

const processors = {
  paymentProvider: { ...PROCESSOR, category: 'Online payments', purposes: ['onlinePayments'] },
  debtCollector: {
    ...PROCESSOR,
    category: 'Recovery of unpaid amounts',
    purposes: ['unpaidAndDisputes'],
  },
  callCentre: {
    ...PROCESSOR,
    category: 'Calls and support',
    purposes: ['support', 'callRecording'],
  },
  postalService: { ...PROCESSOR, category: 'Mail and parcels', purposes: ['postalMail'] },
  smsProvider: { ...PROCESSOR, category: 'Reminder messages', purposes: ['caseReminders'] },
  contentProvider: {
    ...PROCESSOR,
    category: 'Customised content',
    purposes: ['sitePersonalisation'],
  },
  developer: {
    ...PROCESSOR,
    category: 'Maintenance and development',
    purposes: ['siteMaintenance'],
  },
  reviewCollector: { ...PROCESSOR, category: 'Customer reviews', purposes: ['reviews'] },
  newsletterProvider: { ...PROCESSOR, category: 'Newsletters', purposes: ['newsletter'] },
  prospectingProvider: { ...PROCESSOR, category: 'Prospecting e-mails', purposes: ['emailOffers'] },
  administration: { ...PROCESSOR, category: 'Administrative tasks', purposes: ['support'] },
  acquisition: { ...PROCESSOR, category: 'New customers', purposes: ['prospecting'] },
} as const satisfies Readonly<Record<string, Recipient>>;

/** Everyone who may receive data under S2. */
export const recipients = {
  ...internal,
  ...processors,
  partners: {
    category: 'Partners and providers with purposes of their own',
    role: 'controller',
    ownPurposes: true,
    purposes: [],
    at: 'l.27',
  },
  courts: {
    category: 'Courts and authorities in legal proceedings',
    role: 'authority',
    country: 'FR',
    purposes: ['legalDefence'],
    at: 'l.29',
  },
  registries: {
    category: 'INPI and registry offices',
    role: 'authority',
    country: 'FR',
    purposes: ['caseFollowUp'],
    at: 'l.30',
  },
  tracfin: {
    name: 'TRACFIN',
    role: 'authority',
    country: 'FR',
    purposes: ['moneyLaundering'],
    secret: true,
    at: 'l.52',
  },
  stripe: {
    name: 'Stripe',
    role: 'processor',
    purposes: ['onlinePayments', 'fraudPrevention'],
    policyUrl: 'https://stripe.com',
    at: 'l.61',
  },
  setmore: {
    name: 'Setmore',
    role: 'processor',
    purposes: ['onlinePayments'],
    policyUrl: 'https://luxim.setmore.com',
    at: 'l.63',
  },
  banks: { category: 'Banks', role: 'controller', purposes: ['onlinePayments'], at: 'l.63' },
  outsideTheUnion: {
    category: 'Partners, providers or processors outside the Union',
    role: 'third-party',
    outside: 'EU',
    purposes: ['siteMaintenance'],
    at: 'l.80',
  },
} as const satisfies Readonly<Record<string, Recipient>>;
