/** RFC 3339 UTC of epoch milliseconds, `2026-11-22T09:00:00.000Z`. Records of one millisecond share the text. */
export function timestamp(now: number): string {
  if (now !== lastInstant) {
    lastText = new Date(now).toISOString();
    lastInstant = now;
  }
  return lastText;
}

let lastInstant = Number.NaN;
let lastText = '';
