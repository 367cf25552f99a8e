import { inspect } from 'node:util';
import { vi } from 'vitest';

/** What the process has written by itself: to the console, to its streams, as warnings. */
export interface Output {
  text(): string;
  stop(): void;
}

/** Catches everything that the process writes, until it is stopped. */
export function catchOutput(): Output {
  const written: string[] = [];
  const note = (...values: unknown[]): void =>
    void written.push(values.map((value) => inspected(value)).join(' '));
  const spies = [
    ...(['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation(note),
    ),
    ...([process.stdout, process.stderr] as const).map((stream) => {
      const write = stream.write.bind(stream);
      return vi.spyOn(stream, 'write').mockImplementation((chunk, ...rest) => {
        note(chunk.toString());
        return Reflect.apply(write, stream, [chunk, ...rest]);
      });
    }),
  ];
  process.on('warning', note);
  return {
    text: () => written.join('\n'),
    stop: () => {
      process.off('warning', note);
      for (const spy of spies) spy.mockRestore();
    },
  };
}

function inspected(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 8 });
}
