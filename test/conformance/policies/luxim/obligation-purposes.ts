import type { PurposeInput } from '../../core.ts';
import { CONTACT, FINANCIAL, IDENTITY } from './categories.ts';
import { MONEY_LAUNDERING, PROSPECT_OR_CLIENT } from './retention.ts';

const OBLIGATION = { legalBasis: 'legal_obligation', legalBasisAt: ['l.20'] } as const;

/** Purpose 2: legal obligations. */
export const obligationPurposes = {
  moneyLaundering: {
    ...OBLIGATION,
    is: 'dpv:CounterMoneyLaundering',
    legalReference: 'Monetary and Financial Code',
    categories: [...IDENTITY, ...FINANCIAL],
    retention: MONEY_LAUNDERING,
    indirectAccess: { legalReference: 'Monetary and Financial Code', at: 'l.54' },
    at: 'l.19',
  },
  rightsHandling: {
    ...OBLIGATION,
    is: 'dpv:RightsFulfilment',
    legalReference: 'GDPR Art. 12 to 22; Law No. 78-17',
    categories: CONTACT,
    retention: PROSPECT_OR_CLIENT,
    at: 'l.19',
  },
} as const satisfies Readonly<Record<string, PurposeInput>>;
