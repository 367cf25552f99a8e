import type { Plan } from './plan.ts';
import type { TableResult } from './table.ts';

/** One subject of measurement: `npm run bench -- <name>`. */
export interface Topic {
  readonly name: string;
  run(plan: Plan): Promise<readonly TableResult[]>;
}
