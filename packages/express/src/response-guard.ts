import { STATUS_CODES } from 'node:http';
import {
  createExit,
  type Exit,
  type Fail,
  isEmptyBody,
  isValueBody,
  type Outlet,
  problemMembers,
  type Running,
} from '@lawful/core';
import type { ExpressResponse } from './exchange.ts';
import { sendJson, writesJsonPlainly } from './send-json.ts';

const GUARD: unique symbol = Symbol('lawful.guard');

/** A response with what stands in front of it. A property, for a WeakMap costs every garbage collection. */
interface GuardedResponse extends ExpressResponse {
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

/** Guards every way of writing a body: JSON is shaped and then sent, anything else must have been declared opaque. */
export function guardResponse(response: GuardedResponse, running: Running, fail: Fail): void {
  const known = response[GUARD]?.exit;
  if (known !== undefined) {
    // A second processing() on the same route: the inner one speaks for the answer.
    known.running = running;
    known.fail = fail;
    return;
  }
  response[GUARD] = new Guard(response, createExit(running, response, fail));
  // Functions that all responses share: V8 puts one that is written where it is assigned among the long-lived objects,
  // and with it would keep every response until the next great collection.
  response.json = json;
  response.send = send;
  response.write = write;
  response.end = end;
}

/** What a response could do before it was guarded. A class, for one is made with every request. */
class Guard {
  readonly exit: Exit;
  readonly json: ExpressResponse['json'];
  readonly send: ExpressResponse['send'];
  readonly write: ExpressResponse['write'];
  readonly end: ExpressResponse['end'];
  /** Whether JSON is written as Express does without settings, and nothing else wants to see it first. */
  readonly plainJson: boolean;

  constructor(response: ExpressResponse, exit: Exit) {
    this.exit = exit;
    this.plainJson = writesJsonPlainly(response);
    this.json = response.json;
    this.send = response.send;
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
  const out = (body: unknown): void => {
    if (guard.plainJson && sendJson(this, guard.end, body)) return;
    guard.json.call(this, body);
  };
  if (isProblem(this)) exit.plain(() => out(problemMembers(args[0], exit.running.unit)));
  else exit.value(args[0], this.statusCode, out);
  return this;
}

function send(this: GuardedResponse, ...args: unknown[]): unknown {
  const guard = guardOf(this);
  const { exit } = guard;
  const out = (): void => void Reflect.apply(guard.send, this, args);
  if (exit.open) return Reflect.apply(guard.send, this, args);
  if (isValueBody(args[0])) return this.json(args[0]);
  if (isBodiless(this, args[0])) exit.plain(out);
  else exit.opaque(this.statusCode, out);
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

/** No body, or the reason phrase that `res.sendStatus` writes. */
function isBodiless({ statusCode }: ExpressResponse, body: unknown): boolean {
  return isEmptyBody(body) || body === (STATUS_CODES[statusCode] ?? String(statusCode));
}

function isRedirect(response: ExpressResponse): boolean {
  const { statusCode } = response;
  return statusCode >= 300 && statusCode < 400 && response.hasHeader('Location');
}

/** What `res.redirect` writes repeats the address, which may name somebody; nobody reads it. */
function endWithoutBody(response: ExpressResponse, end: ExpressResponse['end']): void {
  response.removeHeader('Content-Type');
  response.setHeader('Content-Length', '0');
  end.call(response, undefined, 'utf8');
}

function isProblem(response: ExpressResponse): boolean {
  const said = response.getHeader('Content-Type');
  return said !== undefined && String(said).startsWith('application/problem+json');
}
