/** What is told of a stream, exactly once, however it ends. */
export interface StreamEnd {
  /** Everything has been read. If it throws, the stream throws: without evidence it does not end well. */
  readonly ended: () => Promise<void>;
  /** It threw. What this throws itself is not heard: the first error counts. */
  readonly failed: (error: unknown) => Promise<void>;
  /** The reader went away, also before the first piece. */
  readonly abandoned: () => Promise<void>;
}

/**
 * Passes a stream on and tells how it ended. A generator that was never begun runs no `finally`, so this is an iterator
 * of its own.
 */
export function watched<T>(
  stream: AsyncGenerator<T, void>,
  end: StreamEnd,
): AsyncIterableIterator<T> {
  let over = false;
  const last = { done: true, value: undefined } as const;
  const leave = async (): Promise<void> => {
    if (over) return;
    over = true;
    await end.abandoned().catch(() => undefined);
    await stream.return();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (over) return last;
      try {
        const result = await stream.next();
        if (result.done !== true) return result;
      } catch (error) {
        if (over) return last;
        over = true;
        await end.failed(error).catch(() => undefined);
        throw error;
      }
      // The reader may have gone away while this was awaited: its end has been told then.
      if (over) return last;
      over = true;
      await end.ended();
      return last;
    },
    async return() {
      await leave();
      return last;
    },
    async throw(error: unknown) {
      await leave();
      throw error;
    },
  };
}
