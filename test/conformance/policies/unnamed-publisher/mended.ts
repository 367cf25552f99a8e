import { definePolicy, type PurposeInput } from '../../core.ts';
import { eachPurpose, eachRecipient, PROSPECT, REGISTERED } from '../mend.ts';
import { unnamedPublisher } from './policy.ts';

/** Purposes that could rest on contract, law or consent; the others run in the interest of the business. */
const CONTRACT = [
  'siteUse',
  'contracts',
  'orders',
  'deliveries',
  'customerAccounts',
  'complaints',
  'afterSales',
  'accessIdentifiers',
  'technicalService',
];
const LAW = ['authorityDisclosure', 'invoices'];
const CONSENT = [
  'socialAccountLink',
  'solicitation',
  'technicalAdvertising',
  'technicalStatistics',
  'experiencePersonalisation',
  'dataSale',
];

/** S1 with a controller, a basis per purpose and recipients that may receive something; without Google (l.143). */
export const unnamedPublisherMended = definePolicy<string>({
  ...unnamedPublisher,
  controller: {
    name: 'The Publisher',
    address: '1 rue du Test, 69000 Lyon',
    contact: 'mailto:privacy@publisher.example',
  },
  supervisoryAuthority: 'CNIL',
  purposes: eachPurpose(unnamedPublisher, (purpose, name) => {
    const rules = [purpose.retention ?? []].flat();
    const prospects = purpose.dataSubjects?.includes('x:Prospect') === true;
    return {
      ...purpose,
      ...basisOf(purpose, name),
      retention: prospects ? [...rules, PROSPECT] : rules,
    };
  }),
  recipients: eachRecipient(unnamedPublisher, ['google'], (recipient) => ({
    ...REGISTERED,
    confidentialityReference: 'Clause of confidentiality',
    ...recipient,
  })),
});

function basisOf(purpose: PurposeInput, name: string): Partial<PurposeInput> {
  if (LAW.includes(name))
    return { legalBasis: 'legal_obligation', legalReference: 'C. com. L123-22' };
  if (purpose.legalBasis !== undefined) return {};
  if (CONTRACT.includes(name)) return { legalBasis: 'contract' };
  if (CONSENT.includes(name)) return { legalBasis: 'consent' };
  return { legalBasis: 'legitimate_interests', legitimateInterest: 'Run the business.' };
}
