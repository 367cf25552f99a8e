/** What stands in for a personal value; the word of OpenTelemetry's semantic conventions. */
export const REDACTED = 'REDACTED';

/** What stands in for something that could not be searched, and why. */
export function withheld(why: string): string {
  return `${REDACTED}: ${why}`;
}
