import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { RejectedLine } from '@lawful/postgres';

/** A file of lines that were turned away, each with its number, reason and text. Personal data: its owner's alone. */
export interface RejectsFile {
  add(rejected: RejectedLine): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens it to go on behind line `done` of the import. What a killed run wrote of later lines is taken out: those
 * lines come again.
 */
export async function openRejects(path: string, done: number): Promise<RejectsFile> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w', 0o600);
  if (done > 0 && existsSync(path)) await copyUpTo(done, path, file);
  await rename(partial, path);
  return {
    add: async (rejected) => {
      await file.write(`${JSON.stringify(rejected)}\n`);
    },
    close: () => file.close(),
  };
}

async function copyUpTo(done: number, path: string, to: FileHandle): Promise<void> {
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    if ((lineOf(text) ?? Number.POSITIVE_INFINITY) <= done) await to.write(`${text}\n`);
  }
}

/** `undefined` for what a kill cut off. */
function lineOf(text: string): number | undefined {
  try {
    const rejected: unknown = JSON.parse(text);
    const line: unknown = Reflect.get(Object(rejected), 'line');
    return typeof line === 'number' ? line : undefined;
  } catch {
    return undefined;
  }
}
