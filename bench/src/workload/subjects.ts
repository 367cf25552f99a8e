/** What a subject has said, as an application would hold it: the same facts for every engine. */
export interface SubjectFacts {
  readonly id: string;
  /** Purposes consented to. */
  readonly consents: readonly string[];
  /** When these consents lapse, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Restricted under Art. 18: nothing but storage. */
  readonly restricted: boolean;
}

export const PURPOSE = 'newsletter';
export const NOW = Date.UTC(2026, 10, 22);

const DAY = 86_400_000;

/** As many subjects as stay hot in the caches of one busy process. */
export const subjects: readonly SubjectFacts[] = Array.from({ length: 1_024 }, (_, index) => ({
  id: `subject-${(index * 2_654_435_761) % 4_294_967_296}`,
  consents: index % 3 === 0 ? [] : [PURPOSE],
  expiresAt: NOW + (index % 5 === 0 ? -DAY : DAY),
  restricted: index % 16 === 0,
}));

export const subjectIds: readonly string[] = subjects.map(({ id }) => id);

/** The answer that every engine must give: may this subject's address serve the newsletter now? */
export function isPermitted({ consents, expiresAt, restricted }: SubjectFacts): boolean {
  return consents.includes(PURPOSE) && expiresAt > NOW && !restricted;
}
