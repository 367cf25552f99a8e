import type { ServerResponse } from 'node:http';
import { type AnswerSink, createExit, type Exit, type Fail, type Running } from '@lawful/core';

/** A reply of Fastify, as far as it is guarded. */
export interface FastifyAnswer {
  readonly raw: ServerResponse;
  readonly statusCode: number;
  readonly sent: boolean;
  getHeader(name: string): unknown;
  getHeaders(): Readonly<Record<string, number | string | string[] | undefined>>;
  header(name: string, value: string | string[]): unknown;
  removeHeader(name: string): unknown;
  hijack(): unknown;
  send(payload?: unknown): unknown;
}

/**
 * What a reply could do before it was guarded, and the sink of its exit. A class, for one is made with every request.
 * Headers are said at the reply where Fastify writes them: Node is much slower once both have some.
 */
export class ReplyGuard implements AnswerSink {
  readonly reply: FastifyAnswer;
  readonly exit: Exit<ReplyGuard>;
  readonly send: FastifyAnswer['send'];
  readonly writePiece: ServerResponse['write'];
  readonly endText: ServerResponse['end'];
  /** Whether Fastify has been given an answer. */
  handedOver = false;
  whenHandedOver: (() => void) | undefined;
  /** Whether Fastify writes the headers: those of the reply then, which bytes written past it never show. */
  byReply = false;

  constructor(reply: FastifyAnswer, running: Running, fail: Fail) {
    this.reply = reply;
    this.exit = createExit(running, this, fail);
    this.send = reply.send;
    this.writePiece = reply.raw.write;
    this.endText = reply.raw.end;
  }

  get #headers(): Pick<FastifyAnswer, 'getHeader' | 'getHeaders' | 'removeHeader'> {
    return this.byReply ? this.reply : this.reply.raw;
  }

  get statusCode(): number {
    return this.reply.statusCode;
  }

  get headersSent(): boolean {
    return this.reply.raw.headersSent;
  }

  get destroyed(): boolean {
    return this.reply.raw.destroyed;
  }

  get writableEnded(): boolean {
    return this.reply.raw.writableEnded;
  }

  get writableNeedDrain(): boolean {
    return this.reply.raw.writableNeedDrain;
  }

  get socket(): AnswerSink['socket'] {
    return this.reply.raw.socket;
  }

  getHeaderNames(): string[] {
    return Object.keys(this.#headers.getHeaders());
  }

  getHeader(name: string): unknown {
    return this.#headers.getHeader(name);
  }

  setHeader(name: string, value: string | string[]): unknown {
    return this.byReply ? this.reply.header(name, value) : this.reply.raw.setHeader(name, value);
  }

  removeHeader(name: string): void {
    this.#headers.removeHeader(name);
  }

  once(event: 'drain' | 'close' | 'finish', listener: () => void): unknown {
    return this.reply.raw.once(event, listener);
  }

  off(event: 'drain' | 'close', listener: () => void): unknown {
    return this.reply.raw.off(event, listener);
  }

  emit(event: 'drain'): unknown {
    return this.reply.raw.emit(event);
  }

  destroy(): unknown {
    return this.reply.raw.destroy();
  }
}
