import { type Running, runInside } from '@lawful/core';
import {
  catchError,
  filter,
  isObservable,
  mergeMap,
  NEVER,
  Observable,
  throwError,
  timer,
} from 'rxjs';
import { type Admitted, admitEvents } from './admitted-events.ts';
import { type SentEvent, toEvent } from './sent-event.ts';
import { servedInOrder } from './served-observable.ts';

/** A request that is answered with server-sent events. */
export interface EventRequest {
  readonly response: object;
  readonly running: Running;
  /** Answers an error, or ends the connection of an answer that has begun. */
  fail(error: unknown): void;
  /** Decides once more, for the same request; rejects with the refusal. */
  again(): Promise<Running>;
}

/** Milliseconds after which a decision is too old for another event: somebody may have withdrawn consent meanwhile. */
const DECIDED_FOR = 10_000;

/** What a handler of server-sent events has returned, each event minimised before it leaves. */
export function serveEvents(result: unknown, request: EventRequest): unknown {
  if (result instanceof Promise) return result.then((events) => served(events, request));
  return served(result, request);
}

function served(events: unknown, request: EventRequest): unknown {
  if (!isObservable(events)) return events;
  const { response, fail, running } = request;
  const admitted = admitEvents(response, fail);
  const inside = new Observable((subscriber) =>
    runInside(running.unit, () => events.subscribe(subscriber)),
  );
  return inside.pipe(
    servedInOrder(shaper(request, admitted)),
    filter((event) => event !== undefined),
    catchError((error: unknown) => {
      if (!admitted.begun()) return throwError(() => error);
      // What has been admitted leaves first. Nest would go on to write an event with the message of the error.
      return timer(0).pipe(
        mergeMap(() => {
          fail(error);
          return NEVER;
        }),
      );
    }),
  );
}

/** Makes what is written of an event; `undefined` where it is about somebody who is left out. */
function shaper(
  request: EventRequest,
  admitted: Admitted,
): (sent: unknown) => Promise<SentEvent | undefined> {
  let { running } = request;
  let decidedAt = Date.now();
  return async (sent) => {
    const { data, ...event } = toEvent(sent);
    if (Date.now() - decidedAt > DECIDED_FOR) {
      running = await request.again();
      decidedAt = Date.now();
    }
    if (data === undefined || data === null) return event;
    const shaped = await running.serve(data, 200);
    return shaped === null ? undefined : { ...event, data: admitted.note(shaped) };
  };
}
