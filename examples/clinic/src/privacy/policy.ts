import { definePolicy } from '@lawful/core';
import { purposes } from './purposes.ts';
import { recipients } from './recipients.ts';

/** What the practice promises about personal data. The notice, the register and every refusal come from here. */
export const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  announcedAt: '2026-08-15',
  language: 'en',
  jurisdiction: 'loc:FR',
  controller: {
    name: 'Cabinet médical du Port SELARL',
    address: '3 quai des Indes, 56100 Lorient, France',
    identifier: 'RCS Lorient 900 000 002',
    contact: 'mailto:privacy@cabinet-du-port.example',
    country: 'FR',
  },
  dataProtectionOfficer: {
    name: 'Data Protection Officer of the Cabinet médical du Port',
    contact: 'mailto:dpo@cabinet-du-port.example',
  },
  supervisoryAuthority: 'CNIL',
  purposes,
  recipients,
  dataSources: {
    patient: { kind: 'data-subject', describe: { en: 'you', fr: 'vous' } },
    practice: {
      kind: 'controller',
      describe: { en: 'the practice itself', fr: 'le cabinet lui-même' },
    },
  },
  collectionPoints: {
    registration: { channel: 'web', routes: ['POST /patients'], source: 'patient' },
    booking: { channel: 'web', routes: ['POST /appointments'], source: 'patient' },
    consultation: {
      channel: 'in-person',
      routes: ['POST /practitioner/patients/:id/prescriptions'],
      source: 'practice',
    },
  },
  roles: {
    practitioner: {
      purposes: ['care', 'prescription', 'appointment', 'research'],
      describe: { en: 'practitioners', fr: 'praticiens' },
    },
    secretary: {
      purposes: ['appointment', 'billing'],
      describe: { en: 'secretaries', fr: 'secrétaires' },
    },
  },
  rights: [
    { right: 'access' },
    { right: 'rectification' },
    { right: 'erasure' },
    { right: 'restriction' },
    { right: 'portability' },
    { right: 'objection' },
    { right: 'withdrawConsent' },
  ],
  rightsContact: { email: 'privacy@cabinet-du-port.example' },
  commitments: [
    { promises: 'no-sale' },
    { promises: 'no-advertising' },
    { promises: 'no-transfer-outside-eea' },
  ],
  measures: {
    technical: [
      'Signed, expiring tokens',
      'No personal values in logs',
      'A practitioner reaches the patients of their own care team only',
      'The research cohort holds pseudonyms, never names or contacts',
    ],
    organisational: ['Practitioners and secretaries are bound by professional secrecy'],
  },
});

/** A purpose that the policy declares. */
export type Purpose = keyof (typeof policy)['purposes'];

/** The decorators, typed to this policy: a purpose that it does not declare does not compile. */
export const { DataSubject, SubjectId, PersonalData, NotPersonal } = policy.declare();
