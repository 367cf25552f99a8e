/** An event as Nest writes it. */
export interface SentEvent {
  readonly data?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly retry?: unknown;
  readonly comment?: string;
}

/** What an event may have beside its data. */
const ENVELOPE: ReadonlySet<string> = new Set(['id', 'type', 'retry', 'comment']);

/**
 * What a handler sends, as an event. Anything that has more than an envelope and no `data` is itself the data; of a
 * comment, which nobody receives, it is kept that there was one.
 */
export function toEvent(sent: unknown): SentEvent {
  if (typeof sent !== 'object' || sent === null) return { data: sent };
  if (!('data' in sent) && !Object.keys(sent).every((key) => ENVELOPE.has(key)))
    return { data: sent };
  const { data, id, type, retry, comment }: SentEvent = sent;
  return {
    ...(data === undefined ? {} : { data }),
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { type }),
    ...(retry === undefined ? {} : { retry }),
    ...(comment === undefined ? {} : { comment: '' }),
  };
}
