/**
 * Checks the history that many processes have written down against what the database holds in the end.
 *
 *     node test/history/check.ts <directory>
 *
 * Reads `operations-*.ndjson` and `events.ndjson`, prints a verdict and ends with 0 (the rules hold), 1 (one is
 * broken) or 2 (the history cannot be read). It shares no code with what it checks. Its rules are in `verdict.ts`, a
 * sentence each; `stored.ts` checks what is stored, `permits.ts` what was permitted.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Act, noteAct } from './acts.ts';
import { linesOf } from './lines.ts';
import { EVENTS_FILE, type Operation, type StoredEvent } from './operation.ts';
import { type PermitFigures, permitChecker } from './permits.ts';
import { checkStored } from './stored.ts';
import { noViolations } from './verdict.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined || !existsSync(join(directory, EVENTS_FILE))) {
  process.stderr.write(`usage: node check.ts <directory with ${EVENTS_FILE}>\n`);
  process.exit(2);
}
process.exitCode = await check(directory).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  return 2;
});

async function check(directory: string): Promise<0 | 1> {
  const files = readdirSync(directory)
    .filter((name) => /^operations-.*\.ndjson$/.test(name))
    .map((name) => join(directory, name));
  let torn = 0;
  const acts = new Map<string, Act>();
  for (const file of files) {
    const lines = linesOf<Operation>(file, () => {
      torn += 1;
    });
    for await (const batch of lines) for (const operation of batch) noteAct(acts, operation);
  }
  const events: StoredEvent[] = [];
  const dump = linesOf<StoredEvent>(join(directory, EVENTS_FILE), () => {
    throw new Error(`${EVENTS_FILE} ends within a line`);
  });
  for await (const batch of dump) events.push(...batch);

  const violations = noViolations();
  const permits = permitChecker(checkStored(events, acts, violations), violations);
  for (const file of files) {
    for await (const batch of linesOf<Operation>(file, () => undefined)) {
      for (const operation of batch) if (operation.kind === 'ask') permits.judge(operation);
    }
  }
  const told = [
    ...violations.lines(),
    ...changesTold(acts, events.length, files.length, torn),
    ...permitsTold(permits.figures(), acts.size),
    violations.total === 0 ? 'The history holds.' : 'The history does NOT hold.',
  ];
  process.stdout.write(`${told.join('\n')}\n`);
  return violations.total === 0 ? 0 : 1;
}

function changesTold(
  acts: ReadonlyMap<string, Act>,
  stored: number,
  files: number,
  torn: number,
): readonly string[] {
  const all = [...acts.values()];
  const acknowledged = all.filter((act) => act.acknowledged < Number.POSITIVE_INFINITY);
  const ended = acknowledged.filter(({ kind }) => kind !== 'give').length;
  const refused = all.filter((act) => act.refused).length;
  const unknown = all.length - acknowledged.length - refused;
  return [
    `processes: ${files} lives, ${torn} with a torn last line`,
    `changes: ${all.length}; ${acknowledged.length} acknowledged (${ended} of them withdrawals or refusals), ` +
      `${unknown} without an answer, ${refused} refused; ${stored} stored`,
  ];
}

function permitsTold(figures: PermitFigures, changes: number): readonly string[] {
  const { asks, permits, otherAsks, otherDenials, unknown, stale, largest, effects } = figures;
  const worst = [...largest].map(
    ([bound, late]) => `${late.toFixed(1)} ms where ${bound} ms are allowed`,
  );
  const at = (share: number): string =>
    (effects[Math.min(effects.length - 1, Math.floor(effects.length * share))] ?? 0).toFixed(1);
  const felt = effects.filter((effect) => effect > 0).length;
  return [
    `operations: ${asks + changes} (${asks} asks)`,
    `permits on consent: ${permits}; ${stale} began after its end was known, the latest by ${worst.join(', ') || '0 ms'}`,
    `refused because consent was not known in time: ${unknown}`,
    `asks on another basis: ${otherAsks}, of them refused: ${otherDenials}`,
    `withdrawal to effect, over ${effects.length} that were asked about afterwards (${felt} with a later permit): ` +
      `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`,
  ];
}
