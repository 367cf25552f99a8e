import { PrivacyError } from '@lawful/core';
import type { LawfulExpress } from '@lawful/express';
import { Router } from 'express';
import { customerId, requireCustomer } from '../auth/require.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyMethods } from '../http/only-methods.ts';
import { validBody } from '../http/valid-body.ts';
import { NewOrder, Order } from '../models/order.ts';
import { ShippingLabel } from '../models/shipping-label.ts';
import type { FraudCheck } from '../ordering/fraud-check.ts';
import { priced } from '../ordering/priced.ts';
import { shippingLabel } from '../ordering/shipping-label.ts';
import type { Purpose } from '../privacy/policy.ts';
import type { Customers } from '../repositories/customers.ts';
import type { Goods } from '../repositories/goods.ts';
import type { Orders } from '../repositories/orders.ts';

/** Ordering, and what follows from it. An order of somebody else is one that does not exist. */
export function orderRoutes(options: {
  readonly customers: Customers;
  readonly goods: Goods;
  readonly orders: Orders;
  readonly fraudCheck: FraudCheck;
  readonly lawful: LawfulExpress<Purpose>;
}): Router {
  const { customers, goods, orders, fraudCheck, lawful } = options;
  const router = Router();

  router
    .route('/goods')
    .get(requireCustomer, async (_req, res) => {
      res.json(await goods.all());
    })
    .all(onlyMethods('GET'));

  router
    .route('/orders')
    .get(requireCustomer, lawful.processing('order', { returns: [Order] }), async (req, res) => {
      res.json(await orders.of(customerId(req)));
    })
    .post(
      requireCustomer,
      jsonBody,
      lawful.processing('order', { body: NewOrder, returns: { 201: Order } }),
      async (req, res) => {
        const wanted = await validBody(NewOrder, req.body);
        const items = priced(wanted.items, await goods.find(wanted.items.map(({ sku }) => sku)));
        const order = await orders.place({
          customerId: customerId(req),
          items,
          shippingAddress: wanted.shippingAddress,
          riskScore: await fraudCheck(customerId(req), items),
        });
        if (order === undefined) throw new PrivacyError('actor-unknown');
        res.status(201).json(order);
      },
    )
    .all(onlyMethods('GET', 'POST'));

  router
    .route('/orders/:id')
    .get(requireCustomer, lawful.processing('order', { returns: Order }), async (req, res) => {
      const order = await orders.find(customerId(req), req.params.id);
      if (order === undefined) throw new PrivacyError('not-found');
      res.json(order);
    })
    .all(onlyMethods('GET'));

  router
    .route('/orders/:id/shipping-label')
    .get(
      requireCustomer,
      lawful.processing('delivery', { returns: ShippingLabel }),
      async (req, res) => {
        const order = await orders.find(customerId(req), req.params.id);
        const customer = await customers.find(customerId(req));
        if (order === undefined || customer === undefined) throw new PrivacyError('not-found');
        res.json(shippingLabel(customer, order));
      },
    )
    .all(onlyMethods('GET'));

  return router;
}
