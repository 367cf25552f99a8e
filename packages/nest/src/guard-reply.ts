import {
  type Exit,
  type Fail,
  isEmptyBody,
  isValueBody,
  type Outlet,
  PrivacyError,
  problemMembers,
  type Running,
} from '@lawful/core';
import { type FastifyAnswer, ReplyGuard } from './reply-guard.ts';

const GUARD: unique symbol = Symbol('lawful.guard');

/** The response of `node:http` behind a reply. A property, for a WeakMap costs every garbage collection. */
type GuardedAnswer = FastifyAnswer['raw'] & { [GUARD]?: ReplyGuard };

/** Guards a reply of Fastify: what is handed to `send` is shaped first; bytes written past it must have been declared opaque. */
export function guardReply(reply: FastifyAnswer, running: Running, fail: Fail): void {
  const raw: GuardedAnswer = reply.raw;
  const known = raw[GUARD]?.exit;
  if (known !== undefined) {
    known.running = running;
    known.fail = fail;
    return;
  }
  raw[GUARD] = new ReplyGuard(reply, running, fail);
  // Functions that all replies share: one that is written here would be kept with its reply for long.
  reply.send = send;
  raw.write = write;
  raw.end = end;
}

/** Where a problem is answered, past the guard if there is one. Fastify is told to leave the reply to us. */
export function outletOfReply(reply: FastifyAnswer): Outlet {
  const raw: GuardedAnswer = reply.raw;
  const guard = raw[GUARD];
  const writePiece = guard?.writePiece ?? raw.write;
  const endText = guard?.endText ?? raw.end;
  const takeOver = (): void => {
    if (raw.headersSent) return;
    reply.hijack();
    // What plugins have said (CORS, cookies) still waits in the reply.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value === undefined || name.startsWith('content-')) continue;
      if (name === 'set-cookie') raw.setHeader(name, allOf(value, raw.getHeader(name)));
      else if (!raw.hasHeader(name)) raw.setHeader(name, value);
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

/** The cookies of the reply and those of the response behind it: one alone would hide the others. */
function allOf(...cookies: readonly unknown[]): string[] {
  return [...new Set(cookies.flat().filter((it) => typeof it === 'string'))];
}

function guardOf(raw: GuardedAnswer): ReplyGuard {
  const guard = raw[GUARD];
  if (guard === undefined) throw new TypeError('a method of a guarded reply was called without it');
  // Whoever asked may have gone: what nobody receives is not served, and not recorded as such.
  if (raw.destroyed && !guard.exit.begun) guard.exit.close();
  return guard;
}

/** The guarded way out of a reply, where its request was admitted. */
export function exitOfReply({ raw }: { readonly raw: GuardedAnswer }): Exit | undefined {
  return raw[GUARD]?.exit;
}

/** Answers with a value, whatever it is, as JSON. */
export function sendValue(reply: FastifyAnswer, value: unknown): unknown {
  // A problem document of the application is no answer to be shaped.
  if (isProblem(reply)) return reply.send(value);
  const guard = guardOf(reply.raw);
  guard.byReply = true;
  guard.exit.value(value, reply.statusCode, writeValue);
  return handedOver(guard);
}

function writeValue(shaped: unknown, guard: ReplyGuard): void {
  const { reply, exit } = guard;
  // What Fastify cannot write as JSON it would answer with an error of its own, when the answer has begun for us.
  const isJson = exit.running.declares(reply.statusCode) === 'json';
  handOver(guard, isJson ? jsonFor(reply, shaped) : shaped);
}

/** Resolves when Fastify has it, or it was refused at once; throws where there was an answer already. */
function send(this: FastifyAnswer, ...args: unknown[]): unknown {
  const guard = guardOf(this.raw);
  const { exit } = guard;
  const [payload] = args;
  if (guard.handedOver || exit.begun || exit.closed) {
    // When the promise of a handler is over, of errors too, Fastify itself sends nothing where it sees no answer yet.
    if (payload === undefined || exit.closed) return undefined;
    throw new PrivacyError('body-already-sent');
  }
  if (isStream(payload)) {
    // Written piece by piece, each held until it is admitted: one that fails before its first piece can be answered.
    payload.once('error', (error: unknown) => exit.fail(error));
    guard.handedOver = true;
    guard.send.call(this, payload);
    return undefined;
  }
  const problem = isProblem(this);
  if (!problem && isValueBody(payload)) return sendValue(this, payload);
  guard.byReply = true;
  const out = (body: unknown) => () => handOver(guard, body);
  if (isEmptyBody(payload)) exit.plain(out(undefined));
  else if (problem) exit.plain(out(jsonFor(this, problemMembers(payload, exit.running.unit))));
  else exit.opaque(this.statusCode, out(payload));
  return handedOver(guard);
}

/** Nothing where Fastify has the answer, or it was refused; else a promise, so that whoever waits for the reply waits. */
function handedOver(guard: ReplyGuard): Promise<void> | undefined {
  if (guard.handedOver || guard.exit.closed) return undefined;
  return new Promise((resolve) => {
    guard.whenHandedOver = resolve;
  });
}

/** Fastify writes what was admitted by its own means, after its hooks. */
function handOver(guard: ReplyGuard, body: unknown): void {
  const { reply, exit } = guard;
  guard.handedOver = true;
  exit.letThrough();
  guard.send.call(reply, body);
  guard.whenHandedOver?.();
}

function jsonFor(reply: FastifyAnswer, value: unknown): string {
  const text = JSON.stringify(value);
  if (reply.getHeader('content-type') === undefined)
    reply.header('content-type', 'application/json; charset=utf-8');
  return text;
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
  return guard.exit.piece(this.statusCode, () => Reflect.apply(guard.writePiece, this, args));
}

function end(this: GuardedAnswer, ...args: unknown[]): GuardedAnswer {
  const guard = guardOf(this);
  const { exit } = guard;
  const out = (): void => void Reflect.apply(guard.endText, this, args);
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
