import type { PurposeInput } from '../../core.ts';
import { TECHNICAL } from './categories.ts';
import { STATISTICS } from './retention.ts';

/** Advertising and audience cookies are subject to consent; the others can be refused in the same place. */
const COOKIES = {
  legalBasis: 'consent',
  categories: TECHNICAL,
  retention: STATISTICS,
  at: 'l.96',
} as const satisfies PurposeInput;

/** What happens on the site itself. */
export const siteCookiePurposes = {
  siteOperation: {
    is: 'dpv:TechnicalServiceProvision',
    legalBasis: 'contract',
    categories: TECHNICAL,
    retention: STATISTICS,
    at: 'l.99',
  },
  advertisingCookies: { ...COOKIES, is: 'dpv:TargetedAdvertising' },
  audienceMeasurement: { ...COOKIES, is: 'dpv:ServiceUsageAnalytics' },
  sitePersonalisation: { ...COOKIES, is: 'dpv:ServicePersonalisation', at: 'l.101' },
  socialSharing: { ...COOKIES, is: 'dpv:SocialMediaMarketing', at: 'l.102' },
  siteMaintenance: {
    is: 'dpv:RepairImpairments',
    legalBasis: 'legitimate_interests',
    legalBasisAt: ['l.22'],
    legitimateInterest: 'Keep the site working and secure.',
    categories: TECHNICAL,
    retention: STATISTICS,
    at: 'l.28',
  },
  // Improving the experience by artificial intelligence stands apart from the three numbered purposes: no basis.
  artificialIntelligence: {
    is: 'dpv:ImproveExistingProductsAndServices',
    categories: TECHNICAL,
    retention: STATISTICS,
    at: 'l.109',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;
