import type { Control } from './broken-store.ts';

/** What one life of one process is told when it starts, as JSON in its first argument. */
export interface WorkerSettings {
  readonly number: number;
  readonly life: number;
  /** Where it writes its file. */
  readonly directory: string;
  /** Address of the database. */
  readonly database: string;
  /** Ports of the process's own proxies to it. */
  readonly ways: readonly number[];
  /** Redis, through a proxy of its own; absent: changes travel by NOTIFY. */
  readonly redis?: string;
  readonly seed: number;
  readonly subjects: number;
  /** How many things it does at once. */
  readonly lanes: number;
  /** Mean pause of a lane between two operations, milliseconds. */
  readonly pause: number;
  /** A bound of one second instead of the default, for a run of seconds. */
  readonly short: boolean;
  /** The lie that the checker must find out, where the run is a control. */
  readonly control: Control | undefined;
}

/** What a process tells its parent, several times a second: how many operations it has done. */
export interface Progress {
  readonly done: number;
}
