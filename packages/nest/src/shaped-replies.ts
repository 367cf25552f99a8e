import type { Exit } from '@lawful/core';
import { StreamableFile } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { answerValue, exitFor } from './platform.ts';

/**
 * Has what a handler returns shaped as what it is. The adapters of the platforms would make bytes of a text, a number
 * and of nothing at all first, and bytes cannot be read by field.
 */
export function shapeReplies(adapter: HttpAdapterHost['httpAdapter']): void {
  const reply = adapter.reply.bind(adapter);
  adapter.reply = (response: object, body: unknown, status?: number) => {
    const exit = exitFor(response);
    if (exit === undefined) return reply(response, body, status);
    // The platform's own way would tell of the error, or end what has broken off as if it were whole.
    if (body instanceof StreamableFile) body.setErrorHandler((error) => exit.fail(error));
    if (status) adapter.status(response, status);
    return isValue(body, status ?? statusOf(response), exit)
      ? answerValue(response, body)
      : reply(response, body, status);
  };
}

/** Whether a value is declared as the answer, so that also its absence is one. */
function isValue(body: unknown, status: number, { running }: Exit): boolean {
  const bodiless = body === undefined && (status === 204 || status === 205 || status === 304);
  return !bodiless && !(body instanceof StreamableFile) && running.declares(status) === 'json';
}

function statusOf(response: object): number {
  const { statusCode }: { statusCode?: unknown } = response;
  return Number(statusCode);
}
