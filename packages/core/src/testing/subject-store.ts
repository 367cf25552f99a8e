import type { Awaitable } from '../ports.ts';
import { describeAcceptance } from './subject-store/acceptance.ts';
import { contractTest, type StoreToTest } from './subject-store/contract-test.ts';
import { describeInstances } from './subject-store/instances.ts';
import { describeReadings } from './subject-store/readings.ts';
import { describeStates } from './subject-store/states.ts';
import { describeTenants } from './subject-store/tenants.ts';
import type { TestApi } from './test-api.ts';

/**
 * The contract of a `SubjectStore`: one test for each promise of the port. A new backend is held to it by one call in
 * its own test file.
 *
 * @param create makes an empty store for each test; with `close`, where something must be closed after it.
 * @param another makes one more instance on the backing of the store that was created last, for stores that several
 * processes share.
 * @example
 * describeSubjectStore({ test, expect }, () => memorySubjectStore());
 */
export function describeSubjectStore(
  api: TestApi,
  create: () => Awaitable<StoreToTest>,
  another?: () => Awaitable<StoreToTest>,
): void {
  const contract = contractTest(api, create);
  describeStates(contract);
  describeReadings(contract);
  describeTenants(contract);
  describeAcceptance(contract);
  if (another !== undefined) describeInstances(contract, another);
}
