import { isPrivacyError } from '@lawful/core';
import type { ShopPrivacy } from '../privacy/privacy.ts';
import type { PricedOrder } from '../repositories/orders.ts';
import { riskScore } from './risk-score.ts';

/** Scores an order, or leaves it unscored where the customer has objected: the order itself goes on. */
export type FraudCheck = (
  customerId: string,
  items: PricedOrder['items'],
) => Promise<number | null>;

/** A fraud check that runs for its own purpose, whatever the purpose of the route that calls it. */
export function createFraudCheck(privacy: ShopPrivacy): FraudCheck {
  return async (customerId, items) => {
    try {
      const facts = { subject: customerId, purpose: 'fraud-prevention' } as const;
      return await privacy.run(facts, () => riskScore(items));
    } catch (error) {
      if (isPrivacyError(error)) return null;
      throw error;
    }
  };
}
