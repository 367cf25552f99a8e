import { definePolicy, type RecipientInput } from '../../core.ts';
import { eachPurpose, eachRecipient, REGISTERED } from '../mend.ts';
import { luxim } from './policy.ts';

/** Where these are, and on which ground data may go there: the text does not say. */
const PLACES: Readonly<Record<string, Partial<RecipientInput>>> = {
  stripe: { country: 'IE' },
  setmore: { country: 'US', transfer: { mechanism: 'eu-gdpr:A45-3', certified: true } },
  outsideTheUnion: { country: 'CH', transfer: { mechanism: 'eu-gdpr:A45-3' } },
};

/** S2 with laws, countries and contracts named, and artificial intelligence resting on consent. */
export const luximMended = definePolicy<string>({
  ...luxim,
  // The text refers to another page for the address: `controller-address-missing`.
  controller: { ...luxim.controller, name: luxim.controller?.name ?? '', address: 'Nice, France' },
  purposes: eachPurpose(luxim, (purpose, name) => ({
    ...purpose,
    ...(name === 'artificialIntelligence' ? { legalBasis: 'consent' } : {}),
    retention: [purpose.retention ?? []].flat().map((rule) => ({
      ...rule,
      ...(rule.extension && {
        extension: { ...rule.extension, legalReference: 'C. com. L123-22' },
      }),
    })),
  })),
  recipients: eachRecipient(luxim, [], (recipient, name) => ({
    ...REGISTERED,
    ...recipient,
    ...PLACES[name],
  })),
});
