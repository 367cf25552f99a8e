import type { LawfulExpress } from '@lawful/express';
import { Router } from 'express';
import { requireStaff } from '../auth/require.ts';
import { onlyMethods } from '../http/only-methods.ts';
import { Customer } from '../models/customer.ts';
import type { Purpose } from '../privacy/policy.ts';
import type { Customers } from '../repositories/customers.ts';

/** What customer service sees of the customers: what the purpose that it names may see. */
export function staffRoutes(options: {
  readonly customers: Customers;
  readonly lawful: LawfulExpress<Purpose>;
}): Router {
  const { customers, lawful } = options;
  const router = Router();

  router
    .route('/staff/customers')

    .get(
      requireStaff,
      lawful.processing(
        { among: ['support', 'analytics'], by: (req) => purposeOf(req.query) },
        { subject: 'each', returns: [Customer] },
      ),
      async (_req, res) => {
        res.json(await customers.all());
      },
    )
    .all(onlyMethods('GET'));

  return router;
}

function purposeOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null ? Reflect.get(query, 'purpose') : undefined;
}
