import type { Transport } from '../ours/durable-store.ts';

/** What a process that reads is told when it starts. */
export interface ReaderTask {
  readonly url: string;
  readonly transport: Transport;
  readonly redisPort: number | undefined;
  /** Ids of the data subjects whose consent it watches. */
  readonly subjects: readonly string[];
}

/** What it answers: that it knows everybody, then when it first saw each withdrawal. */
export type ReaderReport =
  | { readonly kind: 'ready' }
  /** Nanoseconds of the machine's monotonic clock, which all its processes share, in the order of the subjects. */
  | { readonly kind: 'seen'; readonly at: readonly string[] };

/** Whether something that another process said is one of these. */
export function isReport(message: unknown): message is ReaderReport {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
