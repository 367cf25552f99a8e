import type { RecipientInput } from '../../core.ts';
import type { BsoftPurpose } from './purposes.ts';

/** Providers that act in our name (l.152), held to confidentiality by a contract that the text does not identify. */
const PROVIDER = { role: 'processor', at: 'l.152' } as const;

/** Who receives data under S3; the list of names is empty. */
export const recipients = {
  staff: {
    category: 'Staff who are entitled to it',
    role: 'internal',
    country: 'FR',
    purposes: ['contactRequests', 'newsletters', 'surveys', 'prospecting', 'cookieManagement'],
    at: 'l.84',
  },
  hosting: {
    ...PROVIDER,
    category: 'Hosting and operation',
    country: 'FR',
    purposes: ['serviceProvision'],
  },
  payments: { ...PROVIDER, category: 'Payments', purposes: ['serviceProvision'] },
  analytics: { ...PROVIDER, category: 'Data analysis', purposes: ['usageMeasurement'] },
  customerService: { ...PROVIDER, category: 'Customer service', purposes: ['userCommunication'] },
  delivery: { ...PROVIDER, category: 'Post and delivery', purposes: ['serviceProvision'] },
  otherThirdParties: {
    category: 'Other third parties',
    role: 'third-party',
    purposes: [],
    at: 'l.150',
  },
  partners: { category: 'Partners', role: 'third-party', purposes: [], at: 'l.150' },
  authorities: {
    category: 'Authorities',
    role: 'authority',
    country: 'FR',
    purposes: ['serviceProvision'],
    at: 'l.157',
  },
  advertisers: {
    category: 'Advertisers',
    role: 'third-party',
    activity: 'advertising',
    outside: 'EEA',
    purposes: ['serviceProvision'],
    at: 'l.169',
  },
  nonEuProviders: {
    category: 'Providers outside the Union',
    role: 'processor',
    outside: 'EU',
    purposes: ['serviceProvision'],
    at: 'l.185',
  },
} as const satisfies Readonly<Record<string, RecipientInput<BsoftPurpose>>>;
