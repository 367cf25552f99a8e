import type { Awaitable, SubjectStore } from '../../ports.ts';
import type { Expectation, TestApi } from '../test-api.ts';

/** A store to be tested: as it is, or with what must be closed once a test is over. */
export type StoreToTest =
  | SubjectStore
  | { readonly store: SubjectStore; readonly close: () => Awaitable<void> };

/** One promise of the port. */
export interface ContractTest {
  readonly test: (name: string, run: (store: SubjectStore) => Promise<void>) => void;
  readonly expect: (actual: unknown) => Expectation;
}

/** Makes a store for each test and closes it afterwards, whether the promise was kept or not. */
export function contractTest(api: TestApi, create: () => Awaitable<StoreToTest>): ContractTest {
  return {
    expect: api.expect,
    test: (name, run) => {
      api.test(`subject store: ${name}`, async () => {
        const { store, close } = opened(await create());
        try {
          await run(store);
        } finally {
          await close();
        }
      });
    },
  };
}

/** The store, and how it is closed; one that was passed as it is needs nothing. */
export function opened(given: StoreToTest): {
  readonly store: SubjectStore;
  readonly close: () => Awaitable<void>;
} {
  return 'store' in given ? given : { store: given, close: () => undefined };
}
