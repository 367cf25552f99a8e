/** Wakes one waiting loop. What follows `wait` runs in the loop's own asynchronous context, not in that of whoever raised. */
export interface Signal {
  /** Until the next `raise`, or for so many milliseconds; such a wait does not hold the process. */
  wait(atMost?: number): Promise<void>;
  /** Wakes the loop if it waits; otherwise nothing. */
  raise(): void;
}

/** A signal for one loop. */
export function createSignal(): Signal {
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  function raise(): void {
    if (wake === undefined) return;
    clearTimeout(timer);
    wake();
    wake = undefined;
  }

  return {
    wait: (atMost) =>
      new Promise((resume) => {
        wake = resume;
        timer = atMost === undefined ? undefined : setTimeout(raise, atMost).unref();
      }),
    raise,
  };
}
