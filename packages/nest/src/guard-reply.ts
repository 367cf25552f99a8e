import type { ServerResponse } from 'node:http';
import {
  createExit,
  type Exit,
  type Fail,
  isEmptyBody,
  isValueBody,
  type Outlet,
  PrivacyError,
  problemMembers,
  type Running,
} from '@lawful/core';

/** A reply of Fastify, as far as it is guarded. */
export interface FastifyAnswer {
  readonly raw: ServerResponse;
  readonly statusCode: number;
  readonly sent: boolean;
  getHeader(name: string): unknown;
  getHeaders(): Readonly<Record<string, number | string | string[] | undefined>>;
  header(name: string, value: string): unknown;
  hijack(): unknown;
  send(payload?: unknown): unknown;
}

const GUARD: unique symbol = Symbol('lawful.guard');

interface GuardedAnswer extends ServerResponse {
  [GUARD]?: ReplyGuard;
}

/** What a reply could do before it was guarded. A class, for one is made with every request. */
class ReplyGuard {
  readonly reply: FastifyAnswer;
  readonly exit: Exit;
  readonly send: FastifyAnswer['send'];
  readonly write: ServerResponse['write'];
  readonly end: ServerResponse['end'];
  /** Whether Fastify has been given an answer. */
  handedOver = false;

  constructor(reply: FastifyAnswer, exit: Exit) {
    this.reply = reply;
    this.exit = exit;
    this.send = reply.send;
    this.write = reply.raw.write;
    this.end = reply.raw.end;
  }
}

/** Guards a reply of Fastify: what is handed to `send` is shaped first; bytes written past it must have been declared opaque. */
export function guardReply(reply: FastifyAnswer, running: Running, fail: Fail): void {
  const raw: GuardedAnswer = reply.raw;
  const known = raw[GUARD]?.exit;
  if (known !== undefined) {
    known.running = running;
    known.fail = fail;
    return;
  }
  raw[GUARD] = new ReplyGuard(reply, createExit(running, raw, fail));
  // Functions that all replies share: one that is written here would be kept with its reply for long.
  reply.send = send;
  Object.assign(raw, { write, end });
}

/** Where a problem is answered, past the guard if there is one. Fastify is told to leave the reply to us. */
export function outletOfReply(reply: FastifyAnswer): Outlet {
  const raw: GuardedAnswer = reply.raw;
  const guard = raw[GUARD];
  const { write: writePiece, end: endText } = guard ?? raw;
  const takeOver = (): void => {
    if (raw.headersSent) return;
    reply.hijack();
    // What plugins have said (CORS, cookies) still waits in the reply.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined && !raw.hasHeader(name) && !name.startsWith('content-'))
        raw.setHeader(name, value);
    }
  };
  return {
    sink: raw,
    exit: guard?.exit,
    writer: {
      write: (piece) => {
        takeOver();
        return Reflect.apply(writePiece, raw, [piece, 'utf8']);
      },
      end: (text) => {
        takeOver();
        return Reflect.apply(endText, raw, [text, 'utf8']);
      },
    },
  };
}

function guardOf(raw: GuardedAnswer): ReplyGuard {
  const guard = raw[GUARD];
  if (guard === undefined) throw new TypeError('a method of a guarded reply was called without it');
  // Whoever asked may have gone: what nobody receives is not served, and not recorded as such.
  if (raw.destroyed && !guard.exit.begun) guard.exit.close();
  return guard;
}

/** Answers with a value, whatever it is, as JSON. Resolves when Fastify has it, or it was refused at once. */
export function sendValue(reply: FastifyAnswer, value: unknown): Promise<void> {
  const guard = guardOf(reply.raw);
  const { exit } = guard;
  const { promise, resolve } = Promise.withResolvers<void>();
  const status = reply.statusCode;
  exit.value(value, status, (shaped) => {
    // What Fastify cannot write as JSON it would answer with an error of its own, when the answer has begun for us.
    handOver(guard, exit.running.declares(status) === 'json' ? jsonFor(reply, shaped) : shaped);
    resolve();
  });
  if (exit.closed) resolve();
  return promise;
}

/** Resolves when Fastify has it, or it was refused at once; throws where there was an answer already. */
function send(this: FastifyAnswer, ...args: unknown[]): unknown {
  const guard = guardOf(this.raw);
  const { exit } = guard;
  const [payload] = args;
  if (guard.handedOver || exit.begun || exit.closed) {
    // When the promise of a handler is over, of errors too, Fastify itself sends nothing where it sees no answer yet.
    if (payload === undefined || exit.closed) return Promise.resolve();
    throw new PrivacyError('body-already-sent');
  }
  if (isStream(payload)) {
    // Written piece by piece, each held until it is admitted: one that fails before its first piece can be answered.
    payload.once('error', (error: unknown) => exit.fail(error));
    guard.handedOver = true;
    Reflect.apply(guard.send, this, [payload]);
    return Promise.resolve();
  }
  if (!isProblem(this) && isValueBody(payload)) return sendValue(this, payload);
  const { promise, resolve } = Promise.withResolvers<void>();
  const out = (body: unknown) => () => {
    handOver(guard, body);
    resolve();
  };
  if (isEmptyBody(payload)) exit.plain(out(undefined));
  else if (isProblem(this))
    exit.plain(out(jsonFor(this, problemMembers(payload, exit.running.unit))));
  else exit.opaque(this.statusCode, out(payload));
  if (exit.closed) resolve();
  return promise;
}

/** Fastify writes what was admitted by its own means, after its hooks. */
function handOver(guard: ReplyGuard, body: unknown): void {
  const { reply, exit } = guard;
  guard.handedOver = true;
  exit.letThrough();
  keepPrivate(reply);
  Reflect.apply(guard.send, reply, body === undefined ? [] : [body]);
}

function jsonFor(reply: FastifyAnswer, value: unknown): string {
  const text = JSON.stringify(value);
  if (reply.getHeader('content-type') === undefined)
    reply.header('content-type', 'application/json; charset=utf-8');
  return text;
}

/** What the reply says of caches would win over what has been said at the response. */
function keepPrivate(reply: FastifyAnswer): void {
  const said = reply.getHeader('cache-control');
  if (said !== undefined && !/\b(?:no-store|private)\b/i.test(String(said)))
    reply.header('cache-control', 'no-store');
}

function isStream(
  payload: unknown,
): payload is { once(event: 'error', listener: (error: unknown) => void): unknown } {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'pipe' in payload &&
    'once' in payload &&
    typeof payload.once === 'function'
  );
}

function write(this: GuardedAnswer, ...args: unknown[]): boolean {
  const guard = guardOf(this);
  return guard.exit.piece(this.statusCode, () => Reflect.apply(guard.write, this, args));
}

function end(this: GuardedAnswer, ...args: unknown[]): GuardedAnswer {
  const guard = guardOf(this);
  const { exit } = guard;
  const out = (): void => void Reflect.apply(guard.end, this, args);
  const empty = typeof args[0] === 'function' || isEmptyBody(args[0]);
  if (exit.begun) exit.end(this.statusCode, !empty, out);
  else if (empty) exit.plain(out);
  else exit.end(this.statusCode, true, out);
  return this;
}

function isProblem(reply: FastifyAnswer): boolean {
  const said = reply.getHeader('content-type');
  return said !== undefined && String(said).startsWith('application/problem+json');
}
