import { bindSubject, PrivacyError } from '@lawful/core';
import type { LawfulExpress } from '@lawful/express';
import { Router } from 'express';
import { customerId, requireCustomer } from '../auth/require.ts';
import type { Tokens } from '../auth/tokens.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyMethods } from '../http/only-methods.ts';
import { ShopProblem } from '../http/shop-problem.ts';
import { validBody } from '../http/valid-body.ts';
import { Customer, NewCustomer } from '../models/customer.ts';
import { NewAccount } from '../models/new-account.ts';
import type { Purpose } from '../privacy/policy.ts';
import type { Customers } from '../repositories/customers.ts';

/** Opening an account, and seeing one's own. */
export function customerRoutes(options: {
  readonly customers: Customers;
  readonly tokens: Tokens;
  readonly lawful: LawfulExpress<Purpose>;
}): Router {
  const { customers, tokens, lawful } = options;
  const router = Router();

  router
    .route('/customers')
    .post(
      jsonBody,
      lawful.processing('account', {
        subject: 'new',
        body: NewCustomer,
        returns: { 201: NewAccount },
      }),
      async (req, res) => {
        const customer = await customers.add(await validBody(NewCustomer, req.body));
        if (customer === undefined) throw new ShopProblem('account-not-opened');
        bindSubject(lawful.unitOf(req), customer.id);
        res.status(201).json({ id: customer.id, token: await tokens.issue(customer.id) });
      },
    )
    .all(onlyMethods('POST'));

  router
    .route('/customers/me')
    .get(requireCustomer, lawful.processing('account', { returns: Customer }), async (req, res) => {
      const customer = await customers.find(customerId(req));
      if (customer === undefined) throw new PrivacyError('not-found');
      res.json(customer);
    })
    .all(onlyMethods('GET'));

  return router;
}
