import type { FigureTable } from './figures.ts';
import type { Plan } from './plan.ts';
import type { TableResult } from './table.ts';

/** Ratios where there is something to compare with, plain figures otherwise. */
export type TopicTable = TableResult | FigureTable;

/** One subject of measurement: `npm run bench -- <name>`. */
export interface Topic {
  run(plan: Plan): Promise<readonly TopicTable[]>;
}
