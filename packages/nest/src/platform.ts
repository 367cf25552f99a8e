import {
  type Exit,
  exitOf,
  type Fail,
  guardResponse,
  type HelpedResponse,
  type Outlet,
  outletOf,
  type Running,
} from '@lawful/core';
import { exitOfReply, guardReply, outletOfReply, sendValue } from './guard-reply.ts';
import type { FastifyAnswer } from './reply-guard.ts';

/** Guards every way of writing an answer, on whichever platform. */
export function guardAnswer(response: object, running: Running, fail: Fail): void {
  if (isReply(response)) guardReply(response, running, fail);
  else guardResponse(asExpress(response), running, fail);
}

/** Where a problem is answered, past the guard of the response if it has one. */
export function outletFor(response: object): Outlet {
  return isReply(response) ? outletOfReply(response) : outletOf(asExpress(response));
}

/** The guarded way out of a response, where its request was admitted. */
export function exitFor(response: object): Exit | undefined {
  return isReply(response) ? exitOfReply(response) : exitOf(asExpress(response));
}

/** Answers with a value, whatever it is, as JSON. */
export function answerValue(response: object, value: unknown): unknown {
  return isReply(response) ? sendValue(response, value) : asExpress(response).json(value);
}

/** Fastify wraps the response of `node:http`; Express extends it. */
function isReply(response: object): response is FastifyAnswer {
  return 'raw' in response;
}

/** Nest has two platforms, and this is not the other. */
function asExpress(response: object): HelpedResponse {
  return response as HelpedResponse;
}
