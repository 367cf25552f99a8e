import { Command } from 'commander';
import { exportCommand } from './consents-export.ts';
import { importCommand } from './consents-import.ts';
import { rebuildCommand } from './consents-rebuild.ts';
import { verifyCommand } from './consents-verify.ts';
import type { Surroundings } from './surroundings.ts';

/** `lawful consents`: what proves, mends and moves the consents in the database. The login role needs `lawful_tools`. */
export function consentsCommand(surroundings: Surroundings): Command {
  const consents = new Command('consents').description(
    'prove, mend, export and import what data subjects consented or objected to',
  );
  for (const command of [verifyCommand, rebuildCommand, exportCommand, importCommand]) {
    consents.addCommand(command(surroundings));
  }
  return consents;
}
