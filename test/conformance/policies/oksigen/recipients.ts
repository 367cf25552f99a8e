import type { RecipientInput } from '../../core.ts';
import type { OksigenPurpose } from './purposes.ts';

/** Who receives data under S4. */
export const recipients = {
  internalServices: {
    category: { fr: 'Services internes habilités', en: 'Authorised internal departments' },
    role: 'internal',
    country: 'FR',
    purposes: ['quote', 'sale', 'afterSales', 'customerRelations', 'accounting'],
    at: 'l.74',
  },
  advertisingPlatforms: {
    category: { fr: 'Plateformes publicitaires', en: 'Advertising platforms' },
    role: 'third-party',
    activity: 'advertising',
    requiresConsent: true,
    purposes: ['advertising', 'partnerMarketing'],
    at: 'l.75',
  },
  commercialPartners: {
    category: { fr: 'Partenaires commerciaux', en: 'Commercial partners' },
    role: 'third-party',
    requiresConsent: true,
    purposes: ['partnerMarketing', 'customerKnowledge', 'satisfactionSurveys', 'eventInvitations'],
    at: 'l.75',
  },
  digitalMarketing: {
    category: { fr: 'Prestataires de marketing digital', en: 'Digital marketing providers' },
    role: 'processor',
    purposes: ['advertising', 'partnerMarketing', 'navigationImprovement'],
    at: 'l.77',
  },
  administrativeAssistance: {
    category: { fr: 'Prestataires d’assistance administrative', en: 'Administrative assistance' },
    role: 'processor',
    purposes: ['customerRelations', 'accounting'],
    at: 'l.78',
  },
  cloud: {
    category: { fr: 'Infogérance et informatique en nuage', en: 'IT outsourcing and cloud' },
    role: 'processor',
    purposes: ['quote', 'sale', 'afterSales', 'customerRelations', 'browsing'],
    at: 'l.79',
  },
  taxAdministration: {
    category: { fr: 'Administration fiscale', en: 'Tax administration' },
    role: 'authority',
    country: 'FR',
    purposes: ['accounting'],
    at: 'l.80',
  },
  judicialAuthorities: {
    category: { fr: 'Autorités judiciaires', en: 'Judicial authorities' },
    role: 'authority',
    country: 'FR',
    purposes: ['fraudPrevention'],
    at: 'l.88',
  },
} as const satisfies Readonly<Record<string, RecipientInput<OksigenPurpose>>>;
