/** RFC 3339 UTC of epoch milliseconds, `2026-11-22T09:00:00.000Z`. Records of one millisecond share the text. */
export function timestamp(now: number): string {
  const instant = Math.trunc(now);
  if (instant !== lastInstant) {
    const second = Math.floor(instant / 1000);
    if (second !== lastSecond) {
      // A Date is made once in a second only: where requests are rare it is cold each time, and dear.
      untilSecond = new Date(second * 1000).toISOString().slice(0, -'000Z'.length);
      lastSecond = second;
    }
    const inSecond = instant - second * 1000;
    lastText = untilSecond + (ENDINGS[inSecond] ?? '');
    lastInstant = instant;
  }
  return lastText;
}

/** How the thousand instants of a second end, `000Z` to `999Z`. */
const ENDINGS = Array.from({ length: 1_000 }, (_, it) => `${String(it).padStart(3, '0')}Z`);

let lastInstant = Number.NaN;
let lastText = '';
let lastSecond = Number.NaN;
let untilSecond = '';
