import 'reflect-metadata';
import { Exclude, instanceToPlain, Type } from 'class-transformer';
import {
  Address,
  Customer,
  CustomerWithAddresses,
  hiddenOfAddress,
  hiddenOfCustomer,
} from '../workload/customers.ts';

/** Decorators are functions: called by hand, they spare the benchmarks a decorator compiler. */
export function createInstanceToPlain(): (value: object) => unknown {
  for (const key of hiddenOfCustomer) Exclude()(Customer.prototype, key);
  for (const key of hiddenOfAddress) Exclude()(Address.prototype, key);
  Type(() => Address)(CustomerWithAddresses.prototype, 'addresses');
  return (value) => instanceToPlain(value);
}
