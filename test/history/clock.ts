/**
 * Milliseconds, with their fraction, of the monotonic clock of the machine. It counts from the machine's start, not the
 * process's, so that instants of different processes can be compared; the test beside shows that they can.
 */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
