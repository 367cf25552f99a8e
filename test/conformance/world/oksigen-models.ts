import type { PersonalDataInput } from '@lawful/core';
import { oksigenMended } from '../policies/oksigen/mended.ts';

const { defineModel, personal, subjectId, nested } = oksigenMended.declare();

/** What follows from not giving a field with an asterisk, in the words of the policy (l.68). */
export const CONSEQUENCE =
  'Access may be suspended; services may not be performed, or performed badly.';

const REQUIRED = { necessity: 'required', consequence: CONSEQUENCE } as const;

/** One personal field. */
const field = (
  category: PersonalDataInput['category'],
  purpose: PersonalDataInput['purpose'],
  more: Partial<PersonalDataInput> = {},
) => personal({ category, purpose, ...more });

const CONTRACT = ['quote', 'sale'] as const;

/** The legal representative of a company is a person (l.19): four mandatory fields. */
export const LegalRepresentative = defineModel('LegalRepresentative', {
  dataSubject: 'dpv:Client',
  fields: {
    civilite: field('pd:Name', CONTRACT, REQUIRED),
    nom: field('pd:Name', CONTRACT, REQUIRED),
    prenom: field('pd:Name', CONTRACT, REQUIRED),
    fonction: field('pd:Job', CONTRACT, REQUIRED),
  },
});

/** What identifies the company (l.19): the extract of the register names persons. */
export const Company = defineModel('Company', {
  dataSubject: 'dpv:Client',
  fields: {
    kbis: field('pd:PersonalDocuments', CONTRACT, REQUIRED),
    kbisFilename: field('pd:PersonalDocuments', CONTRACT),
    deliveryAddress: field('pd:PhysicalAddress', CONTRACT, REQUIRED),
    billingAddress: field('pd:PhysicalAddress', CONTRACT, REQUIRED),
  },
});

/** The commercial contact (l.20): six mandatory fields. */
export const CommercialContact = defineModel('CommercialContact', {
  dataSubject: 'dpv:Client',
  fields: contactOf(['sale', 'quote', 'customerRelations', 'advertising']),
});

/** The contact for accounting (l.21): six mandatory fields, for accounting alone. */
export const AccountingContact = defineModel('AccountingContact', {
  dataSubject: 'dpv:Client',
  fields: contactOf(['accounting']),
});

/** A client with commercial, financial and technical data (l.22 to l.27): none of it has an asterisk. */
export const Client = defineModel('Client', {
  dataSubject: 'dpv:Client',
  fields: {
    crmId: [subjectId(), field('pd:UID', ['sale', 'customerRelations'])],
    email: field('pd:EmailAddressWork', ['sale', 'customerRelations', 'advertising']),
    history: field('pd:Purchase', ['sale', 'customerRelations']),
    reviews: field('pd:Opinion', ['customerRelations', 'marketStudies', 'personalisedStatistics']),
    segment: field('pd:Profile', ['sale', 'customerRelations', 'personalisedStatistics'], {
      provenance: 'dpv:DerivedPersonalData',
      source: 'dpv:DataControllerDataSource',
    }),
    clicks: field('pd:LinkClicked', ['sale', 'browsing', 'personalisedStatistics'], {
      provenance: 'dpv:ObservedPersonalData',
    }),
    iban: field('pd:BankAccount', ['sale', 'accounting']),
    ip: field('pd:IPAddress', ['browsing', 'sale']),
    contacts: nested(() => CommercialContact, 'array'),
  },
});

/** Every model of the application. */
export const OKSIGEN_MODELS = [
  LegalRepresentative,
  Company,
  CommercialContact,
  AccountingContact,
  Client,
] as const;

function contactOf(purpose: readonly string[]) {
  return {
    civilite: field('pd:Name', purpose, REQUIRED),
    nom: field('pd:Name', purpose, REQUIRED),
    prenom: field('pd:Name', purpose, REQUIRED),
    fonction: field('pd:Job', purpose, REQUIRED),
    telephone: field('pd:TelephoneNumber', purpose, REQUIRED),
    email: field('pd:EmailAddressWork', purpose, REQUIRED),
  };
}
