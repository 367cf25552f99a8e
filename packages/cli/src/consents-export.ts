import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type ConsentExportOptions, exportConsents } from '@lawful/postgres';
import { Command } from 'commander';
import { fileFailed } from './file-failed.ts';
import type { Surroundings } from './surroundings.ts';
import { withTools } from './tools-database.ts';

/** `lawful consents export`: every event with its evidence, into a file that only its owner may read. */
export function exportCommand(surroundings: Surroundings): Command {
  return new Command('export')
    .description('write every event with its evidence into a new file, as NDJSON; personal data')
    .argument('<file>', 'must not exist yet')
    .option('--tenant <tenant>', 'only this one')
    .action((file: string, flags: ConsentExportOptions) =>
      write(file, flags, surroundings).catch((error: unknown) => {
        throw fileFailed(error);
      }),
    );
}

async function write(
  file: string,
  flags: ConsentExportOptions,
  { env, out }: Surroundings,
): Promise<void> {
  const events = await withTools({ env }, async (pool) => {
    // Opened first: a file that is there already must neither be overwritten nor removed.
    const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    await new Promise<void>((opened, failed) => {
      stream.once('open', () => opened()).once('error', failed);
    });
    let lines = 0;
    async function* counted(source: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const line of source) {
        lines++;
        yield line;
      }
    }
    try {
      await pipeline(counted(exportConsents(pool, flags)), stream);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    // But for header and footer.
    return lines - 2;
  });
  out(`exported ${events} events`);
}
