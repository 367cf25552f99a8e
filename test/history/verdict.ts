/** The rules of the checker. A history that breaks one of them fails. */
const RULES = {
  'permit-explained':
    'every permit rests on a consent that stood, or whose end was known for no longer than the bound',
  'own-act-seen': 'a process that ended a consent itself never relies on it again',
  'acknowledged-event-kept': 'every acknowledged event is in the database',
  'event-once': 'no event is in the database twice',
  'sequence-dense': "a subject's events are numbered 1, 2, 3, … without a gap",
  'order-kept': 'an event that began after another one was acknowledged comes after it',
  'refused-event-absent': 'an event that was refused before it was sent is not in the database',
  'event-asked-for': 'every event in the database was sent by a process, and is what it sent',
} as const;

/** The name of a rule. */
export type Rule = keyof typeof RULES;

/** How many examples of one broken rule are told. */
const EXAMPLES = 5;

/** Collects what breaks a rule. */
export interface Violations {
  found(rule: Rule, what: string): void;
  readonly total: number;
  /** One line for each broken rule, and a few examples under it. */
  lines(): readonly string[];
}

/** Nothing is broken yet. */
export function noViolations(): Violations {
  const broken = new Map<Rule, { count: number; readonly examples: string[] }>();
  return {
    found(rule, what) {
      const entry = broken.get(rule) ?? { count: 0, examples: [] };
      broken.set(rule, entry);
      entry.count += 1;
      if (entry.examples.length < EXAMPLES) entry.examples.push(what);
    },
    get total() {
      return [...broken.values()].reduce((sum, { count }) => sum + count, 0);
    },
    lines: () =>
      [...broken].flatMap(([rule, { count, examples }]) => [
        `VIOLATED ${rule}, ${count} times: ${RULES[rule]}`,
        ...examples.map((example) => `  ${example}`),
      ]),
  };
}
