import { isPromise } from '../enforce/deadline.ts';
import type { Running } from '../enforce/running.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';
import type { Exit, Fail } from './exit.ts';
import { type AnswerSink, endConnection, keepFromCaches, letGoOn } from './sink.ts';

/** A write that waits. */
interface Held {
  readonly hasBody: boolean;
  readonly out: () => unknown;
}

/** `waiting`: an answer awaits acceptance. `open`: it leaves. `sent`: it has left whole. `closed`: the adapter has answered. */
type State = 'shut' | 'waiting' | 'open' | 'sent' | 'closed';

/** Makes the exit of an admitted request. */
export function createExit(running: Running, sink: AnswerSink, fail: Fail): Exit {
  return new RequestExit(running, sink, fail);
}

/**
 * A class, for one is made with every request. An object literal with getters would have a hidden class of its own,
 * which keeps the whole request until the next great garbage collection.
 */
class RequestExit implements Exit {
  running: Running;
  fail: Fail;
  readonly #sink: AnswerSink;
  #state: State = 'shut';
  /** Made when the first write waits; most answers come whole. */
  #held: Held[] | undefined;
  #broken = false;
  #through = false;
  #complained = false;

  constructor(running: Running, sink: AnswerSink, fail: Fail) {
    this.running = running;
    this.fail = fail;
    this.#sink = sink;
  }

  get begun(): boolean {
    return this.#state === 'waiting' || this.#state === 'open' || this.#state === 'sent';
  }

  get open(): boolean {
    return this.#state === 'open';
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  value(value: unknown, status: number, out: (shaped: unknown) => void): void {
    if (!this.#isFree()) return;
    this.#admit(
      () => this.running.serve(value, status),
      (shaped) => this.#send(() => out(shaped)),
    );
  }

  opaque(status: number, out: () => void): void {
    if (!this.#isFree()) return;
    this.#admit(
      () => this.running.serveOpaque(status),
      () => this.#send(out),
    );
  }

  plain(out: () => void): void {
    if (!this.#isFree()) return;
    keepFromCaches(this.#sink);
    this.#send(out);
  }

  piece(status: number, out: () => unknown): boolean {
    if (this.#state === 'open') return out() !== false;
    return this.#hold(status, { hasBody: true, out });
  }

  end(status: number, hasBody: boolean, out: () => void): void {
    if (this.#state === 'open') this.#send(out);
    else this.#hold(status, { hasBody, out: () => this.#send(out) });
  }

  letThrough(): void {
    if (this.#state !== 'open') keepFromCaches(this.#sink);
    this.#through = true;
    this.#state = 'open';
  }

  close(): void {
    this.#state = 'closed';
    this.#held = undefined;
  }

  breakOff(): void {
    if (this.#state === 'waiting') this.#broken = true;
    else endConnection(this.#sink);
  }

  #hold(status: number, write: Held): boolean {
    if (this.#state === 'sent' && write.hasBody) this.#complain();
    if (this.#state !== 'shut' && this.#state !== 'waiting') return true;
    this.#held ??= [];
    this.#held.push(write);
    if (this.#state === 'shut') {
      this.#admit(
        () => this.running.serveOpaque(status),
        () => this.#open(),
      );
    }
    return this.#state !== 'waiting';
  }

  #open(): void {
    this.#state = 'open';
  }

  #isFree(): boolean {
    if (this.#state === 'shut') return true;
    // Nobody waits for what is said after our own answer.
    if (this.#state === 'closed') return false;
    throw new PrivacyError('body-already-sent');
  }

  /** Open while the framework writes the whole of an answer by its own means. */
  #send(out: () => void): void {
    const before = this.#state;
    this.#state = 'open';
    try {
      out();
      if (!this.#through) this.#state = 'sent';
    } catch (error) {
      // Nothing has left: the failure can still be answered.
      this.#state = before;
      throw error;
    }
  }

  #admit<T>(ask: () => Awaitable<T>, out: (admitted: T) => void): void {
    this.#state = 'waiting';
    const leave = (admitted: T): void => {
      // The adapter may have answered a failure meanwhile.
      if (this.#state !== 'waiting') return;
      keepFromCaches(this.#sink);
      out(admitted);
      this.#release();
      if (this.#broken) endConnection(this.#sink);
    };
    try {
      const admitted = ask();
      if (isPromise(admitted)) admitted.then(leave).catch((error) => this.#refuse(error));
      else leave(admitted);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #release(): void {
    const waiting = this.#held;
    if (waiting === undefined) return;
    this.#held = undefined;
    for (const { hasBody, out } of waiting) {
      if (this.#state === 'open') out();
      else if (hasBody) this.#complain();
    }
    if (this.#state === 'open') letGoOn(this.#sink);
  }

  #refuse(error: unknown): void {
    if (this.#state === 'closed') return;
    this.#held = undefined;
    this.#broken = false;
    this.#state = 'shut';
    this.fail(error);
  }

  /** Pieces after a whole answer would end the process as an unhandled error of the stream: they go nowhere, and that is told. */
  #complain(): void {
    if (this.#complained) return;
    this.#complained = true;
    this.fail(new PrivacyError('body-already-sent'));
  }
}
