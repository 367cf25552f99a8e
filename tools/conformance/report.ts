import type { Conformance } from './count.ts';
import { POLICIES, ROW_IDS, rowsOf } from './rows.ts';

const HEAD = ['policy', 'rows', 'passing', 'not applicable', 'to do'] as const;

/** The table per policy. The last line is always `conformance: N passing, N not applicable, N to do of 398`. */
export function report({ passing, notApplicable, toDo, problems }: Conformance): string {
  const rows = POLICIES.map((policy) => {
    const ids = rowsOf(policy);
    const among = (set: ReadonlySet<string>) => ids.filter((id) => set.has(id)).length;
    const counts = [ids.length, among(passing), among(notApplicable), among(toDo)].map(String);
    return [`${policy.id} ${policy.name}`, ...counts];
  });
  const total = `conformance: ${passing.size} passing, ${notApplicable.size} not applicable, ${toDo.size} to do of ${ROW_IDS.size}`;
  return [...aligned([HEAD, ...rows]), '', ...problems, total].join('\n');
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number) => Math.max(...table.map((row) => (row[column] ?? '').length));
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column))))
      .join('  '),
  );
}
