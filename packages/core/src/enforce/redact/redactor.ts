import { currentUnit } from '../current.ts';
import type { UnitOfWork } from '../unit.ts';
import { createDeclaredRedactor } from './declared.ts';
import { type LoggedError, loggedError } from './errors.ts';
import type { ModelOf } from './log-writers.ts';

/** What turns values and texts into what may be logged. It belongs to the unit of work of the running code. */
export interface Redactor {
  /** The declared net on a value: models by their class, errors and bytes by what may be told of them. */
  declared(value: unknown): unknown;
  /** What may be logged of an error, or of whatever else was thrown. */
  error(error: unknown): LoggedError;
  /** The sighted net on a text. */
  text(text: string): string;
  /** The sighted net on one line of JSON, which stays JSON. */
  json(line: string): string;
}

/** Makes the redactor of one `createPrivacy`. @param unitOf the unit of work of the running code */
export function createRedactor(
  modelOf: ModelOf,
  unitOf: () => UnitOfWork | undefined = currentUnit,
): Redactor {
  const text = (it: string): string => unitOf()?.sightings.redact(it) ?? it;
  const error = (it: unknown): LoggedError => loggedError(it, text);
  return {
    declared: createDeclaredRedactor(modelOf, error),
    error,
    text,
    json: (line) => unitOf()?.sightings.redactJson(line) ?? line,
  };
}
