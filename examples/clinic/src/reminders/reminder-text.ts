const WHEN = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

/** Says when, and neither with whom nor why: an inbox is read by others too. */
export function reminderText(at: Date): string {
  return `You are expected at the practice on ${WHEN.format(at)}.`;
}
