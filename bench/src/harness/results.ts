import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plan } from './plan.ts';
import type { TopicTable } from './topic.ts';

/**
 * What one run of one topic found. The runtime is named because winners change with it; the
 * machine is not, because ratios are what carries over.
 */
export interface TopicResult {
  readonly topic: string;
  readonly date: string;
  readonly node: string;
  readonly v8: string;
  readonly plan: Plan['name'];
  readonly tables: readonly TopicTable[];
}

/** Writes `results/<topic>.json`; a quick run goes to `results/quick/`, which is not committed. */
export async function writeResult(result: TopicResult): Promise<string> {
  const folder = new URL(
    result.plan === 'quick' ? '../../results/quick/' : '../../results/',
    import.meta.url,
  );
  await mkdir(folder, { recursive: true });
  const file = new URL(`${result.topic}.json`, folder);
  await writeFile(file, `${JSON.stringify(result, roundNumber, 2)}\n`);
  return fileURLToPath(file);
}

/** Five digits are more than any of these figures is worth, and keep the diffs readable. */
function roundNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
