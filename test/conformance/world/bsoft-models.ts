import type { PersonalDataInput } from '@lawful/core';
import { bsoftMended } from '../policies/bsoft/mended.ts';

const { defineModel, personal, subjectId, notPersonal } = bsoftMended.declare();

/** One personal field. */
const field = (
  category: PersonalDataInput['category'],
  purpose: PersonalDataInput['purpose'],
  more: Partial<PersonalDataInput> = {},
) => personal({ category, purpose, ...more });

/** Noted while the service is used (WP 242 counts it as provided). */
const OBSERVED = { provenance: 'dpv:ObservedPersonalData' } as const;

const ACCOUNT = ['accountAdministration', 'serviceProvision'] as const;

/** What is given when an account is made: the six fields of the text, and a flag that is nobody's (l.100). */
export const Account = defineModel('Account', {
  dataSubject: 'dpv:User',
  fields: {
    id: subjectId(),
    nom: field('pd:Name', ACCOUNT),
    prenom: field('pd:Name', ACCOUNT),
    adresse: field('pd:PhysicalAddress', ACCOUNT),
    email: field('pd:EmailAddress', [...ACCOUNT, 'userCommunication', 'newsletters']),
    telephone: field('pd:TelephoneNumber', ACCOUNT),
    facturation: field('pd:Transaction', ACCOUNT),
    offre: notPersonal(),
  },
});

/** What the browser brings along (l.108). */
export const WebVisit = defineModel('WebVisit', {
  dataSubject: 'dpv:User',
  fields: {
    ip: field('pd:IPAddress', 'solutionHealth', OBSERVED),
    userAgent: field('pd:UserAgent', ['solutionHealth', 'tailoredService'], OBSERVED),
    language: field('pd:Language', 'tailoredService', OBSERVED),
    action: field('pd:LinkClicked', ['solutionHealth', 'usageMeasurement'], OBSERVED),
  },
});

/** What the application on a telephone brings along (l.109); full diagnostics serve repairs alone (l.111). */
export const MobileDevice = defineModel('MobileDevice', {
  dataSubject: 'dpv:User',
  fields: {
    ip: field('pd:IPAddress', ['solutionHealth', 'problemFixing'], OBSERVED),
    model: field(
      'pd:DeviceBased',
      ['solutionHealth', 'problemFixing', 'tailoredService'],
      OBSERVED,
    ),
    deviceId: field('pd:UID', ['solutionHealth', 'problemFixing'], OBSERVED),
    diagnostics: field('pd:DeviceBased', 'problemFixing', OBSERVED),
  },
});
