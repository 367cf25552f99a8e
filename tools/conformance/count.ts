import { ROW_IDS } from './rows.ts';

/** One test of the run, as Vitest reports it. */
export interface RunTest {
  readonly title: string;
  /** `passed`, `failed`, `skipped`, `todo` … */
  readonly status: string;
}

/** Where the rows of the table stand after one run. */
export interface Conformance {
  readonly passing: ReadonlySet<string>;
  readonly notApplicable: ReadonlySet<string>;
  readonly toDo: ReadonlySet<string>;
  /** What makes the run invalid, in sentences; empty when it counts. */
  readonly problems: readonly string[];
}

/**
 * Counts a row as passing only if a test whose title begins with its id ran and passed in this very run, and no other
 * test of the same id did otherwise. A row that is declared not applicable needs a reason and may not pass as well.
 */
export function count(
  tests: readonly RunTest[],
  reasons: Readonly<Record<string, string>>,
): Conformance {
  const claims = claimsOf(tests);
  const passing = new Set(
    [...claims].filter(([, statuses]) => statuses.every(isPassed)).map(([id]) => id),
  );
  const notApplicable = new Set(Object.keys(reasons));
  const rows = [...ROW_IDS];
  return {
    passing: new Set(rows.filter((id) => passing.has(id) && !notApplicable.has(id))),
    notApplicable: new Set(rows.filter((id) => notApplicable.has(id))),
    toDo: new Set(rows.filter((id) => !passing.has(id) && !notApplicable.has(id))),
    problems: [
      ...tests.filter(({ status }) => status === 'failed').map(({ title }) => `failed: ${title}`),
      ...[...claims.keys(), ...notApplicable]
        .filter((id) => !ROW_IDS.has(id))
        .map((id) => `${id} is no row of the table`),
      ...[...notApplicable]
        .filter((id) => passing.has(id))
        .map((id) => `${id} is not applicable and passes`),
      ...Object.entries(reasons)
        .filter(([, reason]) => reason.trim() === '')
        .map(([id]) => `${id} is not applicable without a reason`),
    ],
  };
}

/** Every id that titles claim, with the status of each test that claims it. */
function claimsOf(tests: readonly RunTest[]): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>();
  for (const { title, status } of tests) {
    const id = /^S\d+-\d+(?![\w-])/.exec(title)?.[0];
    if (id === undefined) continue;
    claims.set(id, [...(claims.get(id) ?? []), status]);
  }
  return claims;
}

function isPassed(status: string): boolean {
  return status === 'passed';
}
