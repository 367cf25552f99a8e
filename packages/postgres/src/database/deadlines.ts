/** Something that was begun and may turn out to be late. */
export interface Pending {
  /** When it is late; milliseconds of a clock that never goes back. */
  readonly due: number;
  /** Called once, where it has not ended by then. */
  late(): void;
}

/** What is under way, and until when. */
export interface Deadlines {
  begin(pending: Pending): void;
  /** Whether it is under way. */
  has(pending: Pending): boolean;
  /** @returns whether it was under way, and not late */
  end(pending: Pending): boolean;
}

/** Says that something was late. */
export function tooLate(): Error {
  return new Error('The database did not answer in time');
}

/**
 * One timer for all that is under way, which is set anew when it has gone off: a timer set and taken back for each query
 * costs about a fiftieth of storing an event durably.
 */
export function createDeadlines(): Deadlines {
  const underWay = new Set<Pending>();
  let goesOff = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const setFor = (due: number, now: number): void => {
    goesOff = due;
    clearTimeout(timer);
    // Whoever is under way keeps the process alive; waiting for nobody does not.
    timer = setTimeout(hearFirst, Math.max(0, Math.ceil(due - now))).unref();
  };
  /** A process that was busy itself may have answers that it has not heard yet: they count. */
  const hearFirst = (): void => void setImmediate(lookRound);
  const lookRound = (): void => {
    const now = performance.now();
    goesOff = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const pending of underWay) {
      if (pending.due > now) {
        next = Math.min(next, pending.due);
      } else {
        underWay.delete(pending);
        pending.late();
      }
    }
    if (next < goesOff) setFor(next, now);
  };

  return {
    begin: (pending) => {
      underWay.add(pending);
      if (pending.due < goesOff) setFor(pending.due, performance.now());
    },
    has: (pending) => underWay.has(pending),
    end: (pending) => underWay.delete(pending),
  };
}
