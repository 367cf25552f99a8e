import type { Catalogue } from '../../catalogue/catalogue.ts';

/** From which day a policy applies, RFC 3339 full-date; a date that nobody can read stands for itself. */
export function effectiveFromOf({ effectiveFrom, policy }: Catalogue): string {
  const instant = new Date(effectiveFrom);
  return Number.isNaN(instant.getTime())
    ? policy.effectiveFrom
    : instant.toISOString().slice(0, 10);
}
