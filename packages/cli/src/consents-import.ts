import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ConsentImportReport, importConsents, type RejectedLine } from '@lawful/postgres';
import { Command } from 'commander';
import { CommandFailed } from './command-failed.ts';
import { fileFailed } from './file-failed.ts';
import { openRejects, type RejectsFile } from './rejects-file.ts';
import type { Surroundings } from './surroundings.ts';
import { withTools } from './tools-database.ts';

interface ImportFlags {
  readonly purpose?: readonly string[];
  readonly rejects?: string;
  readonly restart?: boolean;
  readonly tell: boolean;
}

/** `lawful consents import`: takes over consents with their evidence. Ends with 1 where a line was turned away. */
export function importCommand(surroundings: Surroundings): Command {
  return new Command('import')
    .description('take over consents from NDJSON; ends with 1 where a line was turned away')
    .argument('<file>', 'an export, or one consent for each line; killed, it goes on where it was')
    .option('--purpose <id...>', 'the purposes of the policy; lines about others are turned away')
    .option('--rejects <file>', 'lines turned away, with reason and text; personal data')
    .option('--restart', 'begin at the first line; nothing is imported twice all the same')
    .option('--no-tell', 'keep it from the destinations of the outbox')
    .action((file: string, flags: ImportFlags) =>
      take(file, flags, surroundings).catch((error: unknown) => {
        throw fileFailed(error);
      }),
    );
}

async function take(file: string, flags: ImportFlags, surroundings: Surroundings): Promise<void> {
  const { purpose, rejects: rejectsPath, restart = false, tell } = flags;
  const { env, out } = surroundings;
  const source = await sha256Of(file);
  let rejects: RejectsFile | undefined;
  const report = await withTools({ env }, (pool) =>
    importConsents(pool, createReadStream(file, { highWaterMark: CHUNK }), {
      ...(purpose === undefined ? {} : { purposes: new Set(purpose) }),
      source,
      restart,
      tell,
      onStart: async ({ lines }) => {
        if (lines > 0) out(`goes on behind line ${lines}`);
        if (rejectsPath !== undefined) rejects = await openRejects(rejectsPath, lines);
      },
      onRejected: (each) => tellRejected(each, rejects, surroundings),
    }).finally(() => rejects?.close()),
  );
  const { lines, imported, unchanged, rejected } = report;
  out(`${lines} lines: ${imported} events imported, ${unchanged} known, ${rejected} turned away`);
  failUnlessWhole(report);
}

const CHUNK = 262_144;

/** Where it is and why; the text goes into the file of rejects only. */
async function tellRejected(
  rejected: RejectedLine,
  rejects: RejectsFile | undefined,
  { err }: Surroundings,
): Promise<void> {
  const { line, reason, pointer = '' } = rejected;
  if (rejects !== undefined) await rejects.add(rejected);
  else err(`line ${line}: ${reason} ${pointer}`.trimEnd());
}

function failUnlessWhole({ integrity, rejected }: ConsentImportReport): void {
  if (integrity === 'truncated' || integrity === 'altered') {
    throw new CommandFailed(
      `export-${integrity}`,
      integrity === 'altered'
        ? 'the export is not what was written'
        : 'the export ends before its end',
      'What could be read was imported. Export again, or copy the file again, and import that.',
    );
  }
  if (rejected === 0) return;
  throw new CommandFailed(
    'lines-rejected',
    `${rejected} lines were turned away`,
    'Each has its number and reason; mend those lines and import them.',
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: CHUNK }), hash);
  return hash.digest('hex');
}
