import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Verdict } from './harness/bounds.ts';
import { figuresToMarkdown } from './harness/figures-markdown.ts';
import { toMarkdown } from './harness/markdown.ts';
import { fullPlan, quickPlan } from './harness/plan.ts';
import { type TopicResult, writeResult } from './harness/results.ts';
import type { TopicTable } from './harness/topic.ts';
import { topics } from './topics.ts';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    /** Few short rounds: to see that it works, not to publish. */
    quick: { type: 'boolean', default: false },
    /** Exit 1 when a bound does not hold. */
    strict: { type: 'boolean', default: false },
  },
});

const unknown = names.filter((name) => !topics.has(name));
if (unknown.length > 0) {
  console.error(`No topic ${unknown.join(', ')}: ${[...topics.keys()].join(', ')}`);
  process.exit(2);
}

const plan = flags.quick ? quickPlan : fullPlan;
const broken: string[] = [];

for (const [name, load] of topics) {
  if (names.length > 0 && !names.includes(name)) continue;
  const topic = await load();
  const result: TopicResult = {
    topic: name,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    v8: process.versions.v8,
    plan: plan.name,
    tables: await topic.run(plan),
  };
  print(result);
  console.log(`Written to ${relative('', await writeResult(result))}.\n`);
  broken.push(...brokenBounds(result));
}

if (broken.length > 0) console.log(`Bounds that do not hold:\n- ${broken.join('\n- ')}`);
// Servers, databases and WebAssembly have done their work; nobody waits for them to unwind.
process.exit(flags.strict && broken.length > 0 ? 1 : 0);

function print({ topic, node, date, tables }: TopicResult): void {
  console.log(`## ${topic} (Node ${node}, ${date}, ${plan.name} run)\n`);
  for (const table of tables) {
    console.log(`${'figures' in table ? figuresToMarkdown(table) : toMarkdown(table)}\n`);
  }
}

function brokenBounds({ topic, tables }: TopicResult): string[] {
  return tables.flatMap((table) =>
    brokenPromises(table).map((promise) => `${topic}, ${table.title}: ${promise}`),
  );
}

function brokenPromises(table: TopicTable): string[] {
  return 'figures' in table
    ? table.limits
        .filter(({ verdict }) => verdict === Verdict.Broken)
        .map(({ what, limit, unit }) => `${what} ≤ ${limit} ${unit}`)
    : table.bounds
        .filter(({ verdict }) => verdict === Verdict.Broken)
        .map(({ variant, bound, of }) => `${variant} ≤ ${bound}x of ${of}`);
}
