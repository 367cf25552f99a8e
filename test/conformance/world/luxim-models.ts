import { luximMended } from '../policies/luxim/mended.ts';

const { defineModel, personal, subjectId } = luximMended.declare();

/** A client as Luxim knows it: what was given for a contract, and what serves support and offers. */
export const LuximClient = defineModel('LuximClient', {
  dataSubject: 'dpv:Client',
  fields: {
    id: subjectId(),
    name: personal({
      category: 'pd:Name',
      purpose: ['businessRelationship', 'support', 'fraudPrevention'],
    }),
    email: personal({
      category: 'pd:EmailAddress',
      purpose: ['businessRelationship', 'support', 'emailOffers', 'targetedAdvertising'],
    }),
    question: personal({ category: 'pd:Communication', purpose: 'support' }),
    pages: personal({
      category: 'pd:BrowsingBehaviour',
      purpose: ['artificialIntelligence', 'audienceMeasurement'],
      provenance: 'dpv:ObservedPersonalData',
    }),
  },
});

/** A file kept against money laundering: nobody is told whether there is one (l.54). */
export const LaunderingFile = defineModel('LaunderingFile', {
  dataSubject: 'dpv:Client',
  fields: {
    id: subjectId(),
    suspicion: personal({ category: 'pd:Transaction', purpose: 'moneyLaundering' }),
    reportedOn: personal({ category: 'pd:Transaction', purpose: 'moneyLaundering' }),
  },
});

/** What is known of somebody who may have paid with a stolen card. */
export const FraudFile = defineModel('FraudFile', {
  dataSubject: 'dpv:Client',
  fields: {
    id: subjectId(),
    chargebacks: personal({ category: 'pd:Transaction', purpose: 'fraudPrevention' }),
  },
});
