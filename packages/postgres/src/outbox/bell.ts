/** Wakes one waiter early. */
export interface Bell {
  ring(): void;
  /** Resolves when it was rung since the last call, after `milliseconds`, or when `stopping` aborts. */
  rung(milliseconds: number): Promise<void>;
}

/** A bell that also rings when `stopping` aborts. */
export function bell(stopping: AbortSignal): Bell {
  let pending = false;
  let wake: (() => void) | undefined;
  const ring = (): void => {
    if (wake === undefined) pending = true;
    else wake();
  };
  stopping.addEventListener('abort', ring, { once: true });
  return {
    ring,
    rung: async (milliseconds) => {
      if (!pending && !stopping.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      pending = false;
    },
  };
}
