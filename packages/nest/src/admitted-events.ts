import { PrivacyError } from '@lawful/core';
import { outletFor } from './platform.ts';

/** What may be written of events on one response. */
export interface Admitted {
  /** Notes the data of an event as admitted; gives its text. */
  note(data: unknown): string;
  /** Whether anything has been written. */
  begun(): boolean;
}

/**
 * Lets events leave a response whose data was admitted, and lines that carry none. An interceptor of the application
 * stands behind us and could have added to an event: that one ends the connection.
 */
export function admitEvents(response: object, fail: (error: unknown) => void): Admitted {
  const { sink, exit } = outletFor(response);
  const texts = new Map<string, number>();
  const take = (text: string): boolean => {
    const left = texts.get(text) ?? 0;
    if (left < 2) texts.delete(text);
    else texts.set(text, left - 1);
    return left > 0;
  };
  const write: unknown = Reflect.get(sink, 'write');
  if (typeof write !== 'function') throw new TypeError('a response that cannot be written to');
  const writeEvent = (...args: unknown[]): unknown => {
    const data = dataIn(String(args[0]));
    if (data !== undefined && !take(data)) {
      fail(
        new PrivacyError('response-not-declared', {
          what: 'an event was changed after the handler',
        }),
      );
      return true;
    }
    if (!exit?.closed) exit?.letThrough();
    return Reflect.apply(write, sink, args);
  };
  Reflect.set(sink, 'write', writeEvent);
  return {
    note: (data) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      const written = text.replaceAll(LINE_END, '\n');
      texts.set(written, (texts.get(written) ?? 0) + 1);
      return text;
    },
    begun: () => sink.headersSent || (exit?.begun ?? false),
  };
}

const LINE_END = /\r\n|\r|\n/g;

/** The data of an event as it is written, one or more lines of it; `undefined` where there is none. */
function dataIn(event: string): string | undefined {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(6)).join('\n');
}
