import type { FieldError } from '@lawful/core';
import { validatedNames } from './validated-names.ts';
import { FieldErrors, INVALID, isPosition, UNDECLARED } from './validation-errors.ts';

/** What is read of the `ValidationError` of class-validator; what else it holds are values. */
export interface Fault {
  /** The key, or the position in a list. A validator leaves it out where the value as a whole is meant. */
  readonly property?: string | undefined;
  /** Messages by the names of the rules. */
  readonly constraints?: Readonly<Record<string, string>> | undefined;
  readonly children?: readonly Fault[] | undefined;
}

/** Whether something is an error of class-validator, or shaped like one. */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null || !('property' in value)) return false;
  return 'constraints' in value || 'children' in value;
}

/** Where faults are and which rules they break, without a value. */
export function faultErrors(faults: readonly Fault[]): readonly FieldError[] {
  const errors = new FieldErrors();
  collect(faults, { at: [], errors, isNamed: nameTest() });
  return errors.list();
}

interface Place {
  readonly at: readonly string[];
  readonly errors: FieldErrors;
  readonly isNamed: (property: string) => boolean;
}

/** Requests decide how deep faults go. */
const DEPTH_LIMIT = 64;

function collect(faults: readonly Fault[], { at, errors, isNamed }: Place): void {
  for (const { property, constraints, children } of faults) {
    if (errors.isFull) return;
    const isKnown = typeof property === 'string' && isNamed(property);
    const here = isKnown ? [...at, property] : at;
    for (const rule of Object.keys(constraints ?? {})) {
      // Its property is the key that should not be there.
      if (rule === 'whitelistValidation') errors.add(at, UNDECLARED);
      else errors.add(here, RULE.test(rule) ? `does not satisfy ${rule}` : INVALID);
    }
    const inside = Array.isArray(children) ? children.filter(isFault) : [];
    if (inside.length === 0) continue;
    if (at.length === DEPTH_LIMIT) errors.add(here, INVALID);
    else collect(inside, { at: isKnown ? here : [...at, '*'], errors, isNamed });
  }
}

/** A name that a programmer gave; anything else could be a value. */
const RULE = /^[A-Za-z_$][\w$.-]{0,63}$/;

/** Keys of a map come from the sender; they look like properties, but no class has them. */
function nameTest(): (property: string) => boolean {
  const names = validatedNames();
  return (property) =>
    isPosition(property) || (names === undefined ? RULE.test(property) : names.has(property));
}
