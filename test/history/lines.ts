import { createReadStream } from 'node:fs';

/**
 * The lines of an NDJSON file, parsed, in batches: files are larger than memory. The last line of a process that was
 * killed may be torn: it is left out and told. Throws for any other line that is not JSON.
 */
export async function* linesOf<Line>(file: string, torn: () => void): AsyncGenerator<Line[]> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map((line): Line => JSON.parse(line));
  }
  if (rest !== '') torn();
}
