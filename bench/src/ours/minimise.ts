import { createPrivacy } from '@lawful/core';
import { Customer, CustomerWithAddresses } from '../workload/customers.ts';
import { PURPOSE } from '../workload/subjects.ts';
import { models, policy } from './declarations.ts';

const privacy = createPrivacy({ policy, models, warn: () => undefined });

/** The compiled outbound plans; `minimiseList` takes an array of customers. */
export const minimiseCustomer = privacy.minimiser(PURPOSE, Customer);
export const minimiseNested = privacy.minimiser(PURPOSE, CustomerWithAddresses);
export const minimiseList = privacy.minimiser(PURPOSE, [Customer]);
