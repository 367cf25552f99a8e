/** Care by a practitioner under secrecy (Art. 9(2)(h), 9(3)): no consent is asked for it, and none could replace it. */
const CARE = 'eu-gdpr:A9-2-h';

const LAW = {
  records: 'Code de la santé publique, art. R1112-7',
  prescriptions: 'Code de la santé publique, art. R5132-3',
  accounting: 'Code de commerce, art. L123-22',
  rights: 'Regulation (EU) 2016/679, art. 12 to 22',
  storage: 'Regulation (EU) 2016/679, art. 5(1)(e)',
};

/** What the practice processes personal data for. */
export const purposes = {
  account: {
    is: 'dpv:AccountManagement',
    describe: { en: 'Keeping your file at the practice', fr: 'Tenir votre fiche au cabinet' },
    legalBasis: 'contract',
    specialCategoryBasis: CARE,
    retention: { startEvent: 'account.closed', duration: 'P1M', action: 'erase' },
  },
  care: {
    is: 'dpv:RequestedServiceProvision',
    describe: { en: 'Caring for you', fr: 'Vous soigner' },
    legalBasis: 'contract',
    specialCategoryBasis: CARE,
    relationship: 'care-team',
    retention: {
      startEvent: 'consultation.last',
      duration: 'P20Y',
      action: 'erase',
      legalReference: LAW.records,
    },
  },
  prescription: {
    is: 'dpv:LegalCompliance',
    describe: { en: 'Prescribing medicines', fr: 'Prescrire des médicaments' },
    legalBasis: 'legal_obligation',
    legalReference: LAW.prescriptions,
    specialCategoryBasis: CARE,
    relationship: 'care-team',
    retention: {
      startEvent: 'consultation.last',
      duration: 'P20Y',
      action: 'erase',
      legalReference: LAW.records,
    },
  },
  appointment: {
    is: 'dpv:ServiceProvision',
    describe: { en: 'Arranging your appointments', fr: 'Organiser vos rendez-vous' },
    legalBasis: 'contract',
    specialCategoryBasis: CARE,
    retention: { startEvent: 'appointment.held', duration: 'P1Y', action: 'erase' },
  },
  reminders: {
    is: 'dpv:CommunicationForCustomerCare',
    describe: { en: 'Reminding you of appointments', fr: 'Vous rappeler vos rendez-vous' },
    legalBasis: 'consent',
    consent: { duration: 'P3Y' },
    channel: 'email',
    message: 'service',
    retention: { startEvent: 'reminder.sent', duration: 'P30D', action: 'erase', clock: 'item' },
  },
  research: {
    is: 'dpv:ScientificResearch',
    describe: {
      en: 'Studying allergies and treatments, under a pseudonym',
      fr: 'Étudier allergies et traitements, sous pseudonyme',
    },
    legalBasis: 'consent',
    specialCategoryBasis: 'eu-gdpr:A9-2-a',
    consent: { duration: 'P5Y', explicit: true },
    retention: { startEvent: 'consent.ended', duration: 'P0D', action: 'anonymise' },
  },
  billing: {
    is: 'dpv:PaymentManagement',
    describe: { en: 'Invoicing consultations', fr: 'Facturer les consultations' },
    legalBasis: 'legal_obligation',
    legalReference: LAW.accounting,
    retention: {
      startEvent: 'financial-year.closed',
      duration: 'P10Y',
      action: 'erase',
      legalReference: LAW.accounting,
    },
  },
  'rights-requests': {
    is: 'dpv:RightsFulfilment',
    describe: {
      en: 'Answering requests about your rights',
      fr: 'Répondre à l’exercice de vos droits',
    },
    legalBasis: 'legal_obligation',
    legalReference: LAW.rights,
    retention: { startEvent: 'request.closed', duration: 'P5Y', action: 'erase' },
  },
  'storage-limitation': {
    is: 'dpv:RecordManagement',
    describe: {
      en: 'Erasing what is no longer needed',
      fr: 'Effacer ce qui n’est plus nécessaire',
    },
    legalBasis: 'legal_obligation',
    legalReference: LAW.storage,
    retention: { startEvent: 'reminder.sent', duration: 'P30D', action: 'erase', clock: 'item' },
  },
} as const;
