import type { Customer } from '../models/customer.ts';
import type { Order } from '../models/order.ts';
import { ShippingLabel } from '../models/shipping-label.ts';

/** The label of the parcel of `order`. */
export function shippingLabel(customer: Customer, order: Order): ShippingLabel {
  return Object.assign(new ShippingLabel(), {
    customerId: customer.id,
    name: `${customer.firstName} ${customer.lastName}`,
    address: order.shippingAddress,
  });
}
