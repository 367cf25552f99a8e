import { isThenable } from '../enforce/deadline.ts';
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

/** Writes what was admitted, by the means of the framework. */
type Out<T, Sink> = (admitted: T, sink: Sink) => void;

/** `waiting`: an answer awaits acceptance. `open`: it leaves. `sent`: it has left whole. `closed`: the adapter has answered. */
type State = 'shut' | 'waiting' | 'open' | 'sent' | 'closed';

/** Makes the exit of an admitted request. */
export function createExit<Sink extends AnswerSink>(
  running: Running,
  sink: Sink,
  fail: Fail,
): Exit<Sink> {
  return new RequestExit(running, sink, fail);
}

/**
 * A class, for one is made with every request. An object literal with getters would have a hidden class of its own,
 * which keeps the whole request until the next great garbage collection.
 */
class RequestExit<Sink extends AnswerSink> implements Exit<Sink> {
  running: Running;
  fail: Fail;
  readonly #sink: Sink;
  #state: State = 'shut';
  /** Made when the first write waits; most answers come whole. */
  #held: Held[] | undefined;
  #broken = false;
  #through = false;
  #complained = false;

  constructor(running: Running, sink: Sink, fail: Fail) {
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

  value(value: unknown, status: number, out: Out<unknown, Sink>): void {
    if (!this.#isFree()) return;
    this.#state = 'waiting';
    try {
      this.#admit(this.running.serve(value, status), out);
    } catch (error) {
      this.#refuse(error);
    }
  }

  opaque(status: number, out: () => void): void {
    if (this.#isFree()) this.#askOpaque(status, out);
  }

  plain(out: () => void): void {
    if (!this.#isFree()) return;
    keepFromCaches(this.#sink);
    this.#send(undefined, out);
  }

  piece(status: number, out: () => unknown): boolean {
    if (this.#state === 'open') return out() !== false;
    return this.#hold(status, { hasBody: true, out });
  }

  end(status: number, hasBody: boolean, out: () => void): void {
    if (this.#state === 'open') this.#send(undefined, out);
    else this.#hold(status, { hasBody, out: () => this.#send(undefined, out) });
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
    if (this.#state === 'shut') this.#askOpaque(status, undefined);
    return this.#state !== 'waiting';
  }

  #isFree(): boolean {
    if (this.#state === 'shut') return true;
    // Nobody waits for what is said after our own answer.
    if (this.#state === 'closed') return false;
    throw new PrivacyError('body-already-sent');
  }

  #askOpaque(status: number, out: Out<void, Sink> | undefined): void {
    this.#state = 'waiting';
    try {
      this.#admit(this.running.serveOpaque(status), out);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #admit<T>(admitted: Awaitable<T>, out: Out<T, Sink> | undefined): void {
    if (isThenable(admitted)) this.#await(admitted, out);
    else this.#leave(admitted, out);
  }

  /** By itself: where it stood beside `#leave`, every answer would pay for functions that few need. */
  #await<T>(admission: Promise<T>, out: Out<T, Sink> | undefined): void {
    admission.then((admitted) => this.#leave(admitted, out)).catch((error) => this.#refuse(error));
  }

  /** What was admitted leaves, whole; or, where it comes in pieces, those that wait. */
  #leave<T>(admitted: T, out: Out<T, Sink> | undefined): void {
    // The adapter may have answered a failure meanwhile.
    if (this.#state !== 'waiting') return;
    keepFromCaches(this.#sink);
    if (out === undefined) this.#state = 'open';
    else this.#send(admitted, out);
    this.#release();
    if (this.#broken) endConnection(this.#sink);
  }

  /** Open while the framework writes the whole of an answer by its own means. */
  #send<T>(admitted: T, out: Out<T, Sink>): void {
    const before = this.#state;
    this.#state = 'open';
    try {
      out(admitted, this.#sink);
      if (!this.#through) this.#state = 'sent';
    } catch (error) {
      // Nothing has left: the failure can still be answered.
      this.#state = before;
      throw error;
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
