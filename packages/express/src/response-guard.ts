import { STATUS_CODES } from 'node:http';
import { problemMembers, type Running } from '@lawful/core';
import type { ExpressResponse, Next } from './exchange.ts';

/** The guard of a response: shut until what leaves was admitted. */
interface Guard {
  running: Running;
  next: Next;
  state: 'shut' | 'waiting' | 'open' | 'refused';
  /** Raw writes made while acceptance is awaited. */
  readonly held: (() => void)[];
}

const GUARDS = new WeakMap<ExpressResponse, Guard>();

/** The unit of work whose answer a response carries, if one was admitted. */
export function runningOf(response: ExpressResponse): Running | undefined {
  return GUARDS.get(response)?.running;
}

/** Lets the adapter itself write: a problem document has been made already. */
export function release(response: ExpressResponse): void {
  const guard = GUARDS.get(response);
  if (guard !== undefined) guard.state = 'open';
}

/** Guards every way of writing a body: JSON is shaped and then sent, anything else must have been declared opaque. */
export function guardResponse(response: ExpressResponse, running: Running, next: Next): void {
  const known = GUARDS.get(response);
  if (known !== undefined) {
    // A second processing() on the same route: the inner one speaks for the answer.
    known.running = running;
    known.next = next;
    return;
  }
  const guard: Guard = { running, next, state: 'shut', held: [] };
  GUARDS.set(response, guard);
  const { json, send, write, end } = response;

  response.json = (body) => {
    if (guard.state !== 'shut') return guard.state === 'open' ? json.call(response, body) : response;
    if (isProblem(response)) {
      guard.state = 'open';
      return json.call(response, problemMembers(body, guard.running.unit));
    }
    pass(response, guard, () => guard.running.serve(body, response.statusCode), (shaped) => json.call(response, shaped));
    return response;
  };
  response.send = (body) => {
    if (guard.state !== 'shut') return guard.state === 'open' ? send.call(response, body) : response;
    if (isJson(body)) return response.json(body);
    if (isBodiless(response, body)) {
      guard.state = 'open';
      return send.call(response, body);
    }
    pass(response, guard, () => guard.running.serveOpaque(response.statusCode), () => send.call(response, body));
    return response;
  };
  response.write = (...chunk: unknown[]) => raw(response, guard, () => Reflect.apply(write, response, chunk)) !== false;
  response.end = (...chunk: unknown[]) => {
    const empty = chunk[0] === undefined || chunk[0] === null || typeof chunk[0] === 'function';
    if (guard.state === 'shut' && (empty || isBodiless(response, chunk[0]))) guard.state = 'open';
    raw(response, guard, () => Reflect.apply(end, response, chunk));
    return response;
  };
}

/** Has something admitted, then writes it; what is refused goes to the application's error handlers. */
function pass<T>(response: ExpressResponse, guard: Guard, admit: () => T | Promise<T>, write: (admitted: T) => unknown): void {
  guard.state = 'waiting';
  const open = (admitted: T): void => {
    guard.state = 'open';
    if (!response.headersSent && !response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
    write(admitted);
    for (const held of guard.held.splice(0)) held();
  };
  try {
    const admitted = admit();
    if (admitted instanceof Promise) void admitted.then(open).catch((error) => refuse(guard, error));
    else open(admitted);
  } catch (error) {
    refuse(guard, error);
  }
}

function refuse(guard: Guard, error: unknown): void {
  guard.state = 'refused';
  guard.held.length = 0;
  guard.next(error);
}

/** A write below Express: streams, files, `res.end('…')`. */
function raw(response: ExpressResponse, guard: Guard, write: () => unknown): unknown {
  if (guard.state === 'open') return write();
  if (guard.state === 'refused') return true;
  guard.held.push(write);
  if (guard.state === 'shut') {
    pass(response, guard, () => guard.running.serveOpaque(response.statusCode), () => undefined);
  }
  return true;
}

function isJson(body: unknown): boolean {
  return (
    (typeof body === 'object' && body !== null && !ArrayBuffer.isView(body)) ||
    typeof body === 'number' ||
    typeof body === 'boolean'
  );
}

/** No body, or the reason phrase that `res.sendStatus` and `res.redirect` write. */
function isBodiless(response: ExpressResponse, body: unknown): boolean {
  if (body === undefined || body === '') return true;
  const redirected = response.statusCode >= 300 && response.statusCode < 400;
  return redirected ? response.hasHeader('Location') : body === STATUS_CODES[response.statusCode];
}

function isProblem(response: ExpressResponse): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('application/problem+json');
}
