import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, operationsFile } from './operation.ts';

/**
 * Opens the file of one life of one process. Each operation is handed to the operating system before the process goes on,
 * so a `kill -9` takes at most the line being written. A lost ask is harmless; a lost acknowledgement only weakens what
 * can be checked: the event counts as one without an answer.
 */
export function openHistoryFile(
  directory: string,
  number: number,
  life: number,
): (operation: Operation) => void {
  const file = openSync(join(directory, operationsFile(number, life)), 'ax');
  return (operation) => {
    writeSync(file, `${JSON.stringify(operation)}\n`);
  };
}
