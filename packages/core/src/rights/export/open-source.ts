import { currentUnit } from '../../enforce/current.ts';
import { isThenable, within } from '../../enforce/deadline.ts';
import { isPrivacyError, PrivacyError } from '../../errors.ts';
import type { PersonalDataSource } from '../../ports.ts';

/** The records of one source, asked for one at a time: none is read before it is wanted. */
export interface OpenSource {
  /** Whether all its records are here already. */
  readonly held: boolean;
  /** The next record; `undefined` after the last. Throws `source-unavailable`. */
  next(): Promise<{ readonly record: unknown } | undefined>;
  /** Lets go of it; never waits and never fails. */
  close(): void;
}

/**
 * Asks a source for the records of a subject. A list is waited for; a stream is only opened, and read record by record.
 * Throws `source-unavailable` where it throws, does not answer within the deadline or answers neither.
 */
export async function openSource(
  source: PersonalDataSource,
  subject: string,
  deadline: number,
): Promise<OpenSource> {
  const unavailable = (): never => {
    // What a source says of its failure may hold rows; it is the source's own to log.
    throw new PrivacyError('source-unavailable', { what: source.model.name });
  };
  const answered = await ask(() => source.find(subject, currentUnit()?.tenant), deadline).catch(
    unavailable,
  );
  if (Array.isArray(answered)) return heldSource(answered);
  if (!isAsyncIterable(answered)) return unavailable();
  const iterator = answered[Symbol.asyncIterator]();
  return {
    held: false,
    next: async () => {
      const result = await ask(() => iterator.next(), deadline).catch(unavailable);
      return result.done === true ? undefined : { record: result.value };
    },
    close: () => {
      // A stream that hangs would hold up whoever waits for its end.
      const ended = ask(async () => iterator.return?.(), deadline);
      ended.catch(() => undefined);
    },
  };
}

function heldSource(records: readonly unknown[]): OpenSource {
  let index = 0;
  return {
    held: true,
    next: async () => (index < records.length ? { record: records[index++] } : undefined),
    close: () => undefined,
  };
}

async function ask<T>(call: () => T | Promise<T>, deadline: number): Promise<T> {
  const answer = call();
  return isThenable(answer) ? await within(answer, deadline) : answer;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The code under which an error of an export is recorded. */
export function exportErrorCode(error: unknown): string {
  return isPrivacyError(error) ? error.code : 'internal-error';
}
