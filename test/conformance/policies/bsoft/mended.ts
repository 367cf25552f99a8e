import { definePolicy, type PurposeInput } from '../../core.ts';
import { eachPurpose, eachRecipient, PROSPECT, REGISTERED } from '../mend.ts';
import { bsoft } from './policy.ts';
import { END_OF_CONTRACT } from './retention.ts';

/** The bases of the nine purposes that have none, as a lawyer would choose them. */
const CONTRACT = ['serviceProvision', 'userCommunication', 'accountAdministration'];
const INTEREST = [
  'abuseProtection',
  'serviceNews',
  'tailoredService',
  'solutionHealth',
  'problemFixing',
  'usageMeasurement',
];

const { insuranceContracts, contactRequests, ...kept } = eachPurpose(bsoft, mended);
const contact = {
  ...contactRequests,
  dataSubjects: ['dpv:Client'],
  retention: END_OF_CONTRACT,
} as const;

/** S3 with a controller, one basis per purpose, contact requests split in three, and providers that are named. */
export const bsoftMended = definePolicy<string>({
  ...bsoft,
  controller: {
    name: 'bsoft',
    address: '69300 Caluire et Cuire',
    contact: 'dpo@bsoft.fr',
    at: 'l.24',
  },
  purposes: {
    ...kept,
    contactForms: { ...contact, legalBasis: 'consent' },
    callRecordings: { ...contact, legalBasis: 'legal_obligation', legalReference: 'CMF L533-10' },
    contactContracts: { ...contact, legalBasis: 'contract' },
  },
  recipients: eachRecipient(
    bsoft,
    ['advertisers', 'otherThirdParties', 'partners'],
    (recipient, name) => ({
      ...REGISTERED,
      ...recipient,
      ...(name === 'nonEuProviders'
        ? { country: 'CH', transfer: { mechanism: 'eu-gdpr:A45-3' } }
        : {}),
      purposes: recipient.purposes.flatMap((purpose) =>
        purpose === 'contactRequests'
          ? ['contactForms', 'callRecordings', 'contactContracts']
          : [purpose],
      ),
    }),
  ),
  recipientList: { names: ['Hébergeur Français SAS'], at: 'l.153' },
  safeguards: bsoft.safeguards?.filter(({ mechanism }) => mechanism !== 'privacy-shield') ?? [],
  roles: {
    ...bsoft.roles,
    contractStaff: { purposes: ['contactForms', 'callRecordings', 'contactContracts'], at: 'l.84' },
  },
  commitments:
    bsoft.commitments?.map((each) =>
      each.promises === 'recipients-for-service-only'
        ? { ...each, purposes: [...(each.purposes ?? []), 'usageMeasurement'] }
        : each,
    ) ?? [],
});

function mended(purpose: PurposeInput, name: string): PurposeInput {
  if (CONTRACT.includes(name)) return { ...purpose, legalBasis: 'contract' };
  if (INTEREST.includes(name)) {
    return {
      ...purpose,
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'A solution that works, is safe and gets better.',
    };
  }
  return name === 'prospecting'
    ? { ...purpose, retention: { ...PROSPECT, rationale: 'CNIL' } }
    : purpose;
}
