import type { DestinationStream } from 'pino';

/** Passes log lines on and remembers the newest. */
export function tail(destination: DestinationStream): DestinationStream & { last(): string } {
  let last = '';
  return {
    write: (line) => {
      last = line;
      destination.write(line);
    },
    last: () => last,
  };
}
