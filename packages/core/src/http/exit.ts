import { isPromise } from '../enforce/deadline.ts';
import type { Running } from '../enforce/running.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';

/** What an exit asks of the adapter that it belongs to. */
export interface ExitDoor {
  /** Hands a refusal to the application's error handlers. */
  refuse(error: unknown): void;
  /** Answers a refusal that they have failed to answer. */
  answer(error: unknown): void;
  /** Called before anything leaves; headers can still be set. */
  prepare(): void;
  /** Ends the connection: what has left is no whole answer, or something failed after it. */
  destroy(): void;
  /** Lets a writer that was told to wait go on. */
  drained(): void;
}

/**
 * The way out of one admitted request. It is shut until what leaves was admitted: a whole answer is asked for once, a
 * stream before its first byte; writes made meanwhile wait. An adapter guards every way of writing with it.
 */
export interface Exit {
  running: Running;
  door: ExitDoor;
  /** Whether an answer is on its way, so that a failure breaks it off. */
  readonly begun: boolean;
  /** Whether what is written now leaves as it is. */
  readonly open: boolean;
  /** A whole answer that is a value; `out` gets what may leave of it. Throws `body-already-sent` for a second one. */
  value(value: unknown, status: number, out: (shaped: unknown) => void): void;
  /** A whole answer that cannot be read by field. Throws `body-already-sent` for a second one. */
  opaque(status: number, out: () => void): void;
  /** A whole answer without personal data: no body, or a document that core has made. Throws `body-already-sent` for a second one. */
  plain(out: () => void): void;
  /** One piece of a stream; `false` where the writer should wait until {@link ExitDoor.drained}. */
  piece(status: number, out: () => unknown): boolean;
  /** The end of a stream, perhaps with its last piece; after a whole answer an empty one changes nothing. */
  end(status: number, hasBody: boolean, out: () => void): void;
  /** From here on only the adapter writes: whatever the application still has to say goes nowhere. */
  close(): void;
  /** Something failed after the answer began: once it has left as far as it goes, the connection ends. */
  breakOff(): void;
}

/** A write that waits. */
interface Held {
  readonly hasBody: boolean;
  readonly out: () => unknown;
}

/** Makes the exit of an admitted request. */
export function createExit(running: Running, door: ExitDoor): Exit {
  /** `waiting`: an answer awaits acceptance. `open`: it leaves. `sent`: it has left whole. `closed`: the adapter has answered. */
  let state: 'shut' | 'waiting' | 'open' | 'sent' | 'closed' = 'shut';
  let held: Held[] = [];
  let broken = false;
  let refused = false;
  let complained = false;

  const exit: Exit = {
    running,
    door,
    get begun() {
      return state === 'waiting' || state === 'open' || state === 'sent';
    },
    get open() {
      return state === 'open';
    },
    value: (value, status, out) =>
      whole(
        () => exit.running.serve(value, status),
        (shaped) => send(() => out(shaped)),
      ),
    opaque: (status, out) =>
      whole(
        () => exit.running.serveOpaque(status),
        () => send(out),
      ),
    plain: (out) => {
      if (!isFree()) return;
      exit.door.prepare();
      send(out);
    },
    piece: (status, out) => {
      if (state === 'open') return out() !== false;
      return hold(status, { hasBody: true, out });
    },
    end: (status, hasBody, out) => {
      const last = (): void => send(out);
      if (state === 'open') last();
      else hold(status, { hasBody, out: last });
    },
    close: () => {
      state = 'closed';
      held = [];
    },
    breakOff: () => {
      if (state === 'waiting') broken = true;
      else exit.door.destroy();
    },
  };
  return exit;

  function hold(status: number, write: Held): boolean {
    if (state === 'sent' && write.hasBody) complain();
    if (state !== 'shut' && state !== 'waiting') return true;
    held.push(write);
    if (state === 'shut') admit(() => exit.running.serveOpaque(status), open);
    return state !== 'waiting';
  }

  function open(): void {
    state = 'open';
  }

  function isFree(): boolean {
    if (state === 'shut') return true;
    // Nobody waits for what is said after our own answer.
    if (state === 'closed') return false;
    throw new PrivacyError('body-already-sent');
  }

  function whole<T>(ask: () => Awaitable<T>, out: (admitted: T) => void): void {
    if (isFree()) admit(ask, out);
  }

  /** Open while the framework writes the whole of an answer by its own means. */
  function send(out: () => void): void {
    const before = state;
    state = 'open';
    try {
      out();
      state = 'sent';
    } catch (error) {
      // Nothing has left: the failure can still be answered.
      state = before;
      throw error;
    }
  }

  function admit<T>(ask: () => Awaitable<T>, out: (admitted: T) => void): void {
    state = 'waiting';
    const leave = (admitted: T): void => {
      // The adapter may have answered a failure meanwhile.
      if (state !== 'waiting') return;
      exit.door.prepare();
      out(admitted);
      release();
      if (broken) exit.door.destroy();
    };
    try {
      const admitted = ask();
      if (isPromise(admitted)) admitted.then(leave).catch(refuse);
      else leave(admitted);
    } catch (error) {
      refuse(error);
    }
  }

  function release(): void {
    const waiting = held;
    held = [];
    if (state === 'open') {
      for (const { out } of waiting) out();
      if (waiting.length > 0) exit.door.drained();
    } else if (waiting.some(({ hasBody }) => hasBody)) complain();
  }

  function refuse(error: unknown): void {
    if (state === 'closed') return;
    held = [];
    broken = false;
    state = 'shut';
    if (refused) exit.door.answer(error);
    else {
      refused = true;
      exit.door.refuse(error);
    }
  }

  /** Pieces after a whole answer would end the process as an unhandled error of the stream: they go nowhere, and that is told. */
  function complain(): void {
    if (complained) return;
    complained = true;
    exit.door.refuse(new PrivacyError('body-already-sent'));
  }
}
