import { type LawfulExpress, lawfulExpress } from '@lawful/express';
import { identityOf } from '../auth/identity.ts';
import type { Purpose } from './policy.ts';
import type { ShopPrivacy } from './privacy.ts';

/** The privacy middleware, told who asks by the shop's own tokens. */
export function mountPrivacy(privacy: ShopPrivacy): LawfulExpress<Purpose> {
  return lawfulExpress(privacy, {
    subject: (request) => {
      const identity = identityOf(request);
      return identity?.type === 'customer' ? identity.customerId : undefined;
    },
    actor: (request) => {
      const identity = identityOf(request);
      return identity?.type === 'staff' ? { type: 'staff', role: identity.role } : undefined;
    },
  });
}
