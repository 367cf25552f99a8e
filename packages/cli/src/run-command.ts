import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from './command-failed.ts';
import { consentsCommand } from './consents.ts';
import { refuseDatabaseUrl } from './database-url.ts';
import { explain } from './explain.ts';
import { migrateCommand } from './migrate.ts';
import { relayCommand } from './relay.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs `lawful` with these arguments and says how the process should end. Never rejects. */
export async function runCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  try {
    refuseDatabaseUrl(args);
    await program(surroundings).parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // Commander has already said what was wrong with the arguments; asked for help, it ends with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { lines, exitCode } = explain(error);
    for (const line of lines) surroundings.err(line);
    return exitCode;
  }
}

/** One file for each command; a new one is added here. */
function program(surroundings: Surroundings): Command {
  const lawful = new Command('lawful')
    .description('keeps the database of @lawful/postgres in order; DATABASE_URL names it')
    .configureOutput({
      writeOut: (text) => surroundings.out(text.trimEnd()),
      writeErr: (text) => surroundings.err(text.trimEnd()),
    })
    .exitOverride();
  const commands = [
    migrateCommand(surroundings),
    consentsCommand(surroundings),
    relayCommand(surroundings),
  ];
  for (const command of commands) {
    lawful.addCommand(command.copyInheritedSettings(lawful));
    for (const part of command.commands) part.copyInheritedSettings(command);
  }
  return lawful;
}
