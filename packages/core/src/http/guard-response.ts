import type { Running } from '../enforce/running.ts';
import { isEmptyBody, isValueBody } from './bodies.ts';
import type { Exit, Fail } from './exit.ts';
import type { Outlet } from './failures.ts';
import { problemMembers } from './foreign-problem.ts';
import { createExit } from './request-exit.ts';
import { sendJson, writesJsonPlainly } from './send-json.ts';
import type { AnswerSink } from './sink.ts';

/** An application on Express: its settings, the prototype of its responses, and the application that it is mounted in. */
export interface ServingApplication {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly response?: object;
  readonly parent?: ServingApplication;
}

/** The response of an application on Express: of `node:http`, with Express's own ways of writing. */
export interface HelpedResponse extends AnswerSink {
  readonly app?: ServingApplication;
  hasHeader(name: string): boolean;
  setHeader(name: string, value: string | number | string[]): unknown;
  json(body?: unknown): unknown;
  send(body?: unknown): unknown;
  sendStatus(status: number): unknown;
  write(piece: unknown, encoding?: BufferEncoding): boolean;
  end(piece?: unknown, encoding?: BufferEncoding): unknown;
}

const GUARD: unique symbol = Symbol('lawful.guard');

/** A response with what stands in front of it. A property, for a WeakMap costs every garbage collection. */
interface GuardedResponse extends HelpedResponse {
  [GUARD]?: Guard;
}

/** Where failures of a response are answered, past its guard if it has one. */
export function outletOf(response: GuardedResponse): Outlet {
  const guard = response[GUARD];
  const { write, end } = guard ?? response;
  return {
    sink: response,
    exit: guard?.exit,
    writer: {
      write: (piece) => write.call(response, piece, 'utf8'),
      end: (text) => end.call(response, text, 'utf8'),
    },
  };
}

/** The guarded way out of a response, where its request was admitted. */
export function exitOf(response: GuardedResponse): Exit | undefined {
  return response[GUARD]?.exit;
}

/** Guards every way of writing a body: JSON is shaped and then sent, anything else must have been declared opaque. */
export function guardResponse(response: GuardedResponse, running: Running, fail: Fail): void {
  const known = response[GUARD]?.exit;
  if (known !== undefined) {
    // A second processing() on the same route: the inner one speaks for the answer.
    known.running = running;
    known.fail = fail;
    return;
  }
  const plainJson = writesJsonPlainly(response);
  response[GUARD] = new Guard(response, createExit(running, response, fail), plainJson);
  // Functions that all responses share: V8 puts one that is written where it is assigned among the long-lived objects,
  // and with it would keep every response until the next great collection.
  response.json = json;
  response.send = send;
  response.sendStatus = sendStatus;
  response.write = write;
  response.end = end;
}

/** What a response could do before it was guarded. A class, for one is made with every request. */
class Guard {
  readonly exit: Exit<GuardedResponse>;
  readonly json: HelpedResponse['json'];
  readonly send: HelpedResponse['send'];
  readonly sendStatus: HelpedResponse['sendStatus'];
  readonly write: HelpedResponse['write'];
  readonly end: HelpedResponse['end'];
  /** Whether JSON is written as Express does without settings, and nothing else wants to see it first. */
  readonly plainJson: boolean;

  constructor(response: HelpedResponse, exit: Exit<GuardedResponse>, plainJson: boolean) {
    this.exit = exit;
    this.plainJson = plainJson;
    this.json = response.json;
    this.send = response.send;
    this.sendStatus = response.sendStatus;
    this.write = response.write;
    this.end = response.end;
  }
}

function guardOf(response: GuardedResponse): Guard {
  const guard = response[GUARD];
  if (guard === undefined)
    throw new TypeError('a method of a guarded response was called without it');
  // Whoever asked may have gone: what nobody receives is not served, and not recorded as such.
  if (response.destroyed && !guard.exit.begun) guard.exit.close();
  return guard;
}

function json(this: GuardedResponse, ...args: unknown[]): unknown {
  const guard = guardOf(this);
  const { exit } = guard;
  if (exit.open) return Reflect.apply(guard.json, this, args);
  if (isProblem(this))
    exit.plain(() => writeJson(problemMembers(args[0], exit.running.unit), this));
  else exit.value(args[0], this.statusCode, writeJson);
  return this;
}

function writeJson(body: unknown, response: GuardedResponse): void {
  const guard = guardOf(response);
  if (guard.plainJson && sendJson(response, guard.end, body)) return;
  guard.json.call(response, body);
}

function send(this: GuardedResponse, ...args: unknown[]): unknown {
  const guard = guardOf(this);
  const { exit } = guard;
  const out = (): void => void Reflect.apply(guard.send, this, args);
  if (exit.open) return Reflect.apply(guard.send, this, args);
  if (isValueBody(args[0])) return this.json(args[0]);
  if (isEmptyBody(args[0])) exit.plain(out);
  else exit.opaque(this.statusCode, out);
  return this;
}

/** Its body is the reason phrase of the status, which is about nobody. */
function sendStatus(this: GuardedResponse, ...args: unknown[]): unknown {
  const guard = guardOf(this);
  const out = (): void => void Reflect.apply(guard.sendStatus, this, args);
  if (guard.exit.open) out();
  else guard.exit.plain(out);
  return this;
}

function write(this: GuardedResponse, ...args: unknown[]): boolean {
  const guard = guardOf(this);
  return guard.exit.piece(this.statusCode, () => Reflect.apply(guard.write, this, args));
}

function end(this: GuardedResponse, ...args: unknown[]): GuardedResponse {
  const guard = guardOf(this);
  const { exit } = guard;
  const out = (): void => void Reflect.apply(guard.end, this, args);
  const empty = typeof args[0] === 'function' || isEmptyBody(args[0]);
  if (exit.begun) exit.end(this.statusCode, !empty, out);
  else if (isRedirect(this)) exit.plain(() => endWithoutBody(this, guard.end));
  else if (empty) exit.plain(out);
  else exit.end(this.statusCode, true, out);
  return this;
}

function isRedirect(response: HelpedResponse): boolean {
  const { statusCode } = response;
  return statusCode >= 300 && statusCode < 400 && response.hasHeader('location');
}

/** What `res.redirect` writes repeats the address, which may name somebody; nobody reads it. */
function endWithoutBody(response: HelpedResponse, end: HelpedResponse['end']): void {
  response.removeHeader('Content-Type');
  response.setHeader('Content-Length', '0');
  end.call(response, undefined, 'utf8');
}

function isProblem(response: HelpedResponse): boolean {
  const said = response.getHeader('content-type');
  return said !== undefined && String(said).startsWith('application/problem+json');
}
