import { format } from 'node:util';
import type { Redactor } from '@lawful/core';
import { loggedValue, UNREADABLE } from './logged-value.ts';
import { type ToldStack, toldStack } from './told-error.ts';

/**
 * The arguments of a log call as they may be logged: as many as before, each after both nets, functions called. Only
 * where a sighted value is put together from several of them are these written as one text.
 */
export function loggedArguments(
  values: readonly unknown[],
  redactor: Redactor,
): readonly unknown[] {
  const resolved = values.map(resolvedMessage);
  const stacks = resolved.map((value) =>
    typeof value === 'string' ? toldStack(value, redactor) : undefined,
  );
  const logged = resolved.map(
    (value, index) => stacks[index]?.text ?? loggedValue(untold(value, stacks), redactor),
  );
  return isFoundTogether(logged, redactor) ? joined(logged, redactor) : logged;
}

/** Messages may be given as functions, which Nest calls when it writes; of a class it writes the name. */
function resolvedMessage(value: unknown): unknown {
  if (typeof value !== 'function') return value;
  try {
    if (Function.prototype.toString.call(value).startsWith('class ')) return value.name;
    return resolvedMessage(Reflect.apply(value, undefined, []));
  } catch {
    return UNREADABLE;
  }
}

/** The message of an error whose stack is logged beside it: what may not be told in one may not be told in the other. */
function untold(value: unknown, stacks: readonly (ToldStack | undefined)[]): unknown {
  if (typeof value !== 'string') return value;
  let text = value;
  for (const stack of stacks) {
    if (stack === undefined || stack.message === '' || stack.message === stack.toldMessage)
      continue;
    text = text.replaceAll(stack.message, () => stack.toldMessage);
  }
  return text;
}

/** Whether a sighted value shows once the texts are put together, as pino does it and a reader of adjacent lines. */
function isFoundTogether(logged: readonly unknown[], { text }: Redactor): boolean {
  if (logged.length < 2) return false;
  // Objects went through both nets by themselves; here they only keep the places of a format string.
  const parts = logged.map((it) => (typeof it === 'object' && it !== null ? '{}' : it));
  const whole = format(...parts);
  return text(whole) !== whole;
}

/** Joins from the left, no more than needed: objects and the name of the context after it stay arguments. */
function joined(logged: readonly unknown[], redactor: Redactor): readonly unknown[] {
  let taken: readonly unknown[] = [];
  for (const value of logged) {
    taken = [...taken, value];
    if (isFoundTogether(taken, redactor)) taken = [redactor.text(format(...taken))];
  }
  return taken;
}
