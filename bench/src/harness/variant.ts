/** What a row of a table stands for; the reader must never take a floor for a rival. */
export const Role = {
  Base: 'base',
  Floor: 'floor',
  Ours: 'ours',
  Rival: 'rival',
  Control: 'A/A control',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** One contestant of a table. */
export interface Variant {
  readonly name: string;
  readonly role: Role;
  /** What is not like for like, said beside the figure. */
  readonly note?: string;
  /** Does the operation that many times; the CPU time it took, in microseconds. */
  measure(operations: number): Promise<number>;
}

/** Does the operation that many times, in this process. */
export type Loop = (operations: number) => unknown;

/** A variant measured by the CPU time of this process: wall time is useless on a shared machine. */
export function inProcess(described: Omit<Variant, 'measure'>, loop: Loop): Variant {
  return {
    ...described,
    async measure(operations) {
      const before = process.cpuUsage();
      const pending = loop(operations);
      if (pending instanceof Promise) await pending;
      const used = process.cpuUsage(before);
      return used.user + used.system;
    },
  };
}
