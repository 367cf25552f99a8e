/** The little that a contract suite needs of a test runner: vitest's and jest's `{ test, expect }` fit as they are. */
export interface TestApi {
  readonly test: (name: string, run: () => void | Promise<void>) => unknown;
  readonly expect: (actual: unknown) => Expectation;
}

/** What can be expected of a value. */
export interface Expectation {
  toBe(expected: unknown): unknown;
  toEqual(expected: unknown): unknown;
}
