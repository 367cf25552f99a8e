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
  /** Fastify writes what was admitted by its own means, after its hooks. */
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

function send(this: FastifyAnswer, ...args: unknown[]): unknown {
  const guard = guardOf(this.raw);
  const { exit } = guard;
  const [payload] = args;
  // Fastify answers an error with `send` too; ours goes through the exception filter.
  if (guard.handedOver) throw new PrivacyError('body-already-sent');
  return new Promise<void>((resolve) => {
    const out = (body: unknown): void => {
      guard.handedOver = true;
      exit.letThrough();
      keepPrivate(this);
      Reflect.apply(guard.send, this, body === undefined ? [] : [body]);
      resolve();
    };
    if (isEmptyBody(payload)) exit.plain(() => out(undefined));
    else if (isProblem(this)) exit.plain(() => out(problemMembers(payload, exit.running.unit)));
    else if (isValueBody(payload)) exit.value(payload, this.statusCode, out);
    else exit.opaque(this.statusCode, () => out(watched(payload, exit)));
    // Refused: the problem has been answered, nobody has to wait.
    if (exit.closed) resolve();
  });
}

/** What the reply says of caches would win over what has been said at the response. */
function keepPrivate(reply: FastifyAnswer): void {
  const said = reply.getHeader('cache-control');
  if (said !== undefined && !/\b(?:no-store|private)\b/i.test(String(said)))
    reply.header('cache-control', 'no-store');
}

/** A stream that breaks after its first bytes ends the connection, and that is recorded. */
function watched(payload: unknown, exit: Exit): unknown {
  if (typeof payload === 'object' && payload !== null && 'once' in payload) {
    const { once } = payload;
    if (typeof once === 'function')
      Reflect.apply(once, payload, ['error', (error: unknown) => exit.fail(error)]);
  }
  return payload;
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
