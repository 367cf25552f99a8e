import { clock } from './clock.ts';
import type { Random } from './random.ts';

/** Subjects that get everybody's attention at the same time. */
const SIZE = 10;
/** The part of a period in which most changes are made; then almost only asks follow, so that what was missed shows. */
const BUSY = 0.3;

/** What a process is to do next. */
export interface Next {
  readonly subject: string;
  readonly change: boolean;
}

/**
 * Where all processes look at the moment: the clock is the same for all of them, so they meet without a word. Few subjects
 * are changed by everybody for a while, and then asked about for longer than any permit may rely on what has ended; then
 * the next ones. Now and then somebody looks elsewhere.
 *
 * @param bound milliseconds that a withdrawal may stay unknown
 */
export function focusOn(random: Random, subjects: number, bound: number): () => Next {
  const period = 1_000 + 2 * bound;
  return () => {
    const periods = clock() / period;
    const busy = periods % 1 < BUSY;
    const focused = random() < 0.8;
    const skewed = random() ** 2;
    const place = focused
      ? Math.floor(periods) * SIZE + Math.floor(SIZE * skewed)
      : subjects * skewed;
    return {
      subject: `subject-${Math.floor(place) % subjects}`,
      change: random() < (busy ? 0.5 : 0.01),
    };
  };
}
