import { definePolicy } from '../../core.ts';
import { purposes } from './purposes.ts';
import { recipients } from './recipients.ts';

const SERVICE_PURPOSES = [
  'serviceProvision',
  'userCommunication',
  'accountAdministration',
  'problemFixing',
] as const;

/** S3: a vendor of software for training, controller for its site and processor for imported data. */
export const bsoft = definePolicy({
  version: '2024-10-18',
  // The text dates its last update only: it applies from that day.
  effectiveFrom: '2024-10-18',
  updatedAt: '2024-10-18',
  language: 'fr',
  jurisdiction: 'loc:FR',
  hosts: ['bsoft.fr'],
  // The sentence that should name the controller has a gap where the name belongs.
  controller: { name: '', contact: 'dpo@bsoft.fr', country: 'FR', at: 'l.24' },
  dataProtectionOfficer: {
    contact: 'dpo@bsoft.fr',
    address: '4 rue Coste, 69300 Caluire et Cuire, France',
    at: 'l.25',
  },
  supervisoryAuthority: {
    name: 'CNIL',
    term: 'legal-fr:DPA-FR',
    url: 'https://www.cnil.fr/fr/plaintes',
    address: '3 place de Fontenoy, TSA 80715, 75334 PARIS CEDEX 07',
    at: 'l.201',
  },
  purposes,
  recipients,
  recipientList: { names: [], at: 'l.153' },
  disclosureGrounds: {
    legalObligation: {
      describe: 'Comply with a legal obligation.',
      legalBasis: 'legal_obligation',
      requiresLegalReference: true,
      at: 'l.155',
    },
    goodFaith: { describe: 'The law is believed in good faith to demand it.', at: 'l.156' },
    investigation: {
      describe: 'An authority investigates.',
      requiresLegalReference: true,
      at: 'l.157',
    },
    terms: { describe: 'Check or enforce the terms of use.', at: 'l.158' },
    security: { describe: 'Detect fraud or weaknesses.', at: 'l.159' },
    emergency: { describe: 'Emergencies; rights and safety of third parties.', at: 'l.160' },
  },
  transferGrounds: {
    instructions: { describe: 'Instructions of the client.', at: 'l.167' },
    legalObligation: { describe: 'Comply with a legal obligation.', at: 'l.168' },
    collaborators: {
      describe: 'Collaborators and advertisers who help manage the business.',
      at: 'l.169',
    },
  },
  safeguards: [
    { mechanism: 'eu-gdpr:A45-3', at: 'l.173' },
    { mechanism: 'eu-gdpr:A46-2-c', at: 'l.174' },
    { mechanism: 'privacy-shield', at: 'l.175' },
  ],
  storage: { hosting: { country: 'FR', recipient: 'hosting', at: 'l.185' } },
  dataSources: {
    dataSubject: { kind: 'data-subject', at: 'l.31' },
    prospecting: { kind: 'third-party', describe: 'Prospecting.', at: 'l.36' },
    partners: { kind: 'third-party', describe: 'Partners.', at: 'l.36' },
  },
  collectionPoints: {
    site: { channel: 'web', at: 'l.32' },
    email: { channel: 'email', at: 'l.33' },
    phone: { channel: 'phone', at: 'l.34' },
    cookies: { channel: 'web', automatic: true, at: 'l.35' },
    prospecting: { channel: 'import', source: 'prospecting', at: 'l.36' },
    partners: { channel: 'import', source: 'partners', at: 'l.36' },
    accountCreation: { channel: 'web', at: 'l.100' },
    application: { channel: 'app', automatic: true, at: 'l.109' },
  },
  cookies: {
    authentication: {
      category: 'strictly-necessary',
      purpose: 'accountAdministration',
      at: 'l.133',
    },
    rememberMe: {
      category: 'functional',
      purpose: 'accountAdministration',
      onlyAfter: 'remember-me',
      refusal: 'banner',
      refusalAt: 'l.125',
      at: 'l.133',
    },
    navigation: {
      category: 'strictly-necessary',
      purpose: 'serviceProvision',
      duration: 'session',
      at: 'l.141',
    },
    audience: {
      category: 'audience',
      purpose: 'cookieManagement',
      duration: 'P13M',
      refusal: 'banner',
      refusalAt: 'l.125',
      at: 'l.142',
    },
  },
  roles: {
    contractStaff: { purposes: ['contactRequests'], describe: 'Entitled staff.', at: 'l.84' },
    staff: { purposes: ['newsletters', 'surveys', 'prospecting', 'cookieManagement'], at: 'l.68' },
  },
  rights: [
    { right: 'access', at: 'l.200' },
    { right: 'rectification', at: 'l.200' },
    { right: 'erasure', at: 'l.200' },
    { right: 'portability', at: 'l.200' },
    { right: 'restriction', at: 'l.200' },
    { right: 'withdrawConsent', at: 'l.200' },
  ],
  rightsContact: { email: 'dpo@bsoft.fr', at: 'l.200' },
  commitments: [
    { promises: 'no-own-use-of-tenant-data', at: 'l.5' },
    { promises: 'recipients-for-service-only', purposes: SERVICE_PURPOSES, at: 'l.5' },
    { promises: 'no-sale', at: 'l.5' },
    { promises: 'retention-justified', at: 'l.115' },
    { promises: 'no-tracking-cookies', at: 'l.135' },
    { promises: 'no-advertising', at: 'l.135' },
    { promises: 'recipients-bound-to-confidentiality', at: 'l.184' },
    { promises: 'hosting-in', country: 'FR', at: 'l.185' },
  ],
  measures: {
    technical: ['SSL', 'Network monitoring', 'Backups', 'Strong passwords', 'Firewalls'],
    organisational: ['Access on a need-to-know basis', 'Contractual confidentiality'],
    transport: [{ protocol: 'ssl', at: 'l.188' }],
  },
  processorDeadlines: { breachNotice: 'PT72H', requestForwarding: 'PT72H', at: 'l.196' },
  flaws: [
    {
      flaw: 'purpose-undeclared',
      about: 'Contests appear among recipients and nowhere else.',
      at: 'l.152',
    },
    {
      flaw: 'dangling-reference',
      about: 'The text points at a section III that it lacks.',
      at: 'l.185',
    },
    {
      flaw: 'mislabelled-contact',
      about: 'A postal address is called an e-mail address.',
      at: 'l.201',
    },
  ],
});
