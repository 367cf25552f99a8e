import type { Running } from '../enforce/running.ts';

/** Answers what was refused, or breaks off what has begun. The handler runs on and may fail in its turn. */
export type Fail = (error: unknown) => void;

/**
 * The way out of one admitted request. It is shut until what leaves was admitted: a whole answer is asked for once, a
 * stream before its first byte; writes made meanwhile wait. An adapter guards every way of writing with it.
 */
export interface Exit<Sink = unknown> {
  running: Running;
  fail: Fail;
  /** Whether an answer is on its way, so that a failure breaks it off. */
  readonly begun: boolean;
  /** Whether what is written now leaves as it is. */
  readonly open: boolean;
  /** Whether the adapter has answered, or is about to. */
  readonly closed: boolean;
  /**
   * A whole answer that is a value; `out` gets what may leave of it, and what it is written to. Throws
   * `body-already-sent` for a second one.
   */
  value(value: unknown, status: number, out: (shaped: unknown, sink: Sink) => void): void;
  /** A whole answer that cannot be read by field. Throws `body-already-sent` for a second one. */
  opaque(status: number, out: () => void): void;
  /** A whole answer without personal data: no body, or a document that core has made. Throws `body-already-sent` for a second one. */
  plain(out: () => void): void;
  /** One piece of a stream; `false` where the writer should wait until the sink is drained. */
  piece(status: number, out: () => unknown): boolean;
  /** The end of a stream, perhaps with its last piece; after a whole answer an empty one changes nothing. */
  end(status: number, hasBody: boolean, out: () => void): void;
  /**
   * From here on the framework writes what was admitted by its own means and in its own time, or piece by piece, each
   * admitted before it is written.
   */
  letThrough(): void;
  /** From here on only the adapter writes: whatever the application still has to say goes nowhere. */
  close(): void;
  /** Something failed after the answer began: once it has left as far as it goes, the connection ends. */
  breakOff(): void;
}
