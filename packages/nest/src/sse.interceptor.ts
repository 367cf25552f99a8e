import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { concatMap, from, isObservable, type Observable } from 'rxjs';
import { exchangeOf, type NestRequest } from './exchange.ts';
import { letEventsThrough } from './platform.ts';

/** Minimises the data of every server-sent event. Stands at handlers of events alone: an interceptor costs every request. */
export const eventInterceptor: NestInterceptor = {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const running = exchangeOf(http.getRequest<NestRequest>())?.running;
    const events = next.handle();
    if (running === undefined || !isObservable(events)) return events;
    return events.pipe(
      concatMap((event) =>
        from(
          Promise.resolve(running.serve(dataOf(event), 200)).then((data) => {
            letEventsThrough(http.getResponse());
            return withData(event, data);
          }),
        ),
      ),
    );
  },
};

function dataOf(event: unknown): unknown {
  return isEvent(event) ? event.data : event;
}

function withData(event: unknown, data: unknown): unknown {
  if (!isEvent(event)) return { data };
  const { id, type, retry } = event;
  return { data, id, type, retry };
}

interface SentEvent {
  readonly data: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly retry?: unknown;
}

function isEvent(value: unknown): value is SentEvent {
  return typeof value === 'object' && value !== null && 'data' in value;
}

/** Puts the interceptor at a handler of events. */
export function interceptEvents(method: object): void {
  const known: unknown = Reflect.getMetadata(INTERCEPTORS, method);
  const others = Array.isArray(known) ? known.filter((it) => it !== eventInterceptor) : [];
  Reflect.defineMetadata(INTERCEPTORS, [...others, eventInterceptor], method);
}

const INTERCEPTORS = '__interceptors__';
