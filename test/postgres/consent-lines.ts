/** One line as another system tells it. */
export function consentLine(members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    subject: 'anna@example.org',
    purpose: 'newsletter',
    status: 'given',
    at: '2025-03-01T10:00:00Z',
    noticeVersion: '3',
    language: 'fr',
    indication: 'checkbox#newsletter',
    ...members,
  });
}

/** So many data subjects, each with one consent and every third with a withdrawal. */
export function* manyLines(subjects: number): Generator<string> {
  for (let at = 0; at < subjects; at++) {
    const subject = `person-${at}@example.org`;
    yield consentLine({ subject });
    if (at % 3 === 0)
      yield consentLine({ subject, status: 'withdrawn', at: '2025-05-01T10:00:00Z' });
  }
}
