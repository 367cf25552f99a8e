import {
  type Fail,
  guardResponse,
  type HelpedResponse,
  type Outlet,
  outletOf,
  type Running,
} from '@lawful/core';
import { type FastifyAnswer, guardReply, outletOfReply, sendValue } from './guard-reply.ts';

/** Guards every way of writing an answer, on whichever platform. */
export function guardAnswer(response: object, running: Running, fail: Fail): void {
  if (isReply(response)) guardReply(response, running, fail);
  else guardResponse(asExpress(response), running, fail);
}

/** Where a problem is answered, past the guard of the response if it has one. */
export function outletFor(response: object): Outlet {
  return isReply(response) ? outletOfReply(response) : outletOf(asExpress(response));
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
