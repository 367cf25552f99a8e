import { randomBytes } from 'node:crypto';

/** A data subject who does not exist: one unique value per field, recognisable wherever it comes out. */
export type CanarySubject = Readonly<Record<string, string>>;

/** The fields of a {@link canarySubject} unless others are named. */
export const CANARY_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'street',
  'city',
  'birthDate',
  'freeText',
] as const;

/**
 * A canary for each field: `cnry-<field>-<rand>`, an e-mail address for a field named so. Drive every route with it,
 * then look for it in every log line, span, error and answer with `findCanaries`.
 */
export function canarySubject(fields: readonly string[] = CANARY_FIELDS): CanarySubject {
  const subject: Record<string, string> = Object.create(null);
  for (const field of fields) {
    const value = `cnry-${field}-${randomPart()}`;
    subject[field] = /e-?mail/i.test(field) ? `${value}@canary.example` : value;
  }
  return subject;
}

/** The part of a canary that nothing else contains: what follows the last `-`, without an e-mail domain. */
export function randomPartOf(canary: string): string {
  return canary.replace(/@.*$/, '').split('-').at(-1) ?? canary;
}

/** 16 letters and digits, about 80 bits; lower case, for header names and hosts lose theirs. */
function randomPart(): string {
  return [...randomBytes(16)].map((byte) => (byte % 36).toString(36)).join('');
}
