/** The policies of the conformance table, each with its number of rows. */
export const POLICIES = [
  { id: 'S0', name: 'OrusBijoux', rows: 47 },
  { id: 'S1', name: 'unnamed publisher', rows: 72 },
  { id: 'S2', name: 'Luxim', rows: 97 },
  { id: 'S3', name: 'bsoft', rows: 86 },
  { id: 'S4', name: 'OKSIGEN', rows: 96 },
] as const;

/** One policy of the table. */
export type PolicyRows = (typeof POLICIES)[number];

/** The ids of a policy's rows: S0-01 to S0-47. */
export function rowsOf({ id, rows }: PolicyRows): readonly string[] {
  return Array.from({ length: rows }, (_, index) => `${id}-${String(index + 1).padStart(2, '0')}`);
}

/** Every row id of the table, 398 of them. */
export const ROW_IDS: ReadonlySet<string> = new Set(POLICIES.flatMap(rowsOf));
