import type { FieldError } from '@lawful/core';
import { FieldErrors, INVALID, isPosition, UNDECLARED } from './validation-errors.ts';

/** Whether a path of keys, without positions in lists, is declared. */
export type IsDeclared = (path: string[]) => boolean;

/** Where messages of validation say that something is wrong. Of their words nothing is repeated but declared keys. */
export function messageErrors(
  messages: readonly string[],
  isDeclared: IsDeclared,
): readonly FieldError[] {
  const errors = new FieldErrors();
  for (const message of messages) {
    if (errors.isFull) break;
    const path = pathOf(message);
    const known = declaredPart(path, isDeclared);
    // A property may be called `property`.
    const isUnknown = known.length < path.length && isSurplus(message);
    errors.add(known, isUnknown ? UNDECLARED : INVALID);
  }
  return errors.list();
}

/** The same of messages by path; `undefined` for anything else. */
export function groupErrors(
  groups: unknown,
  isDeclared: IsDeclared,
): readonly FieldError[] | undefined {
  if (typeof groups !== 'object' || groups === null) return undefined;
  const entries: [string, unknown][] = Object.entries(groups);
  if (entries.length === 0) return undefined;
  const errors = new FieldErrors();
  for (const [place, messages] of entries) {
    if (!Array.isArray(messages) || !messages.every((it) => typeof it === 'string'))
      return undefined;
    const path = place.split('.', DEPTH_LIMIT);
    if (messages.some(isSurplus))
      errors.add(declaredPart(path.slice(0, -1), isDeclared), UNDECLARED);
    else errors.add(declaredPart(path, isDeclared), INVALID);
  }
  return errors.list();
}

/** Whether whitelisting says so: `address.property <the key of the sender> should not exist`. */
function isSurplus(message: string): boolean {
  return message.endsWith(' should not exist') && /(?:^|[ .])property /.test(message);
}

/** Requests decide how deep paths go. */
const DEPTH_LIMIT = 64;

/** How rules begin that are about every item, or about an object in an object; the key comes after. */
const PREAMBLE = /^(?:each value in )?(nested property )?(\S+)/;

/** The path at the beginning of a message, as far as it can be one; `[2] ` says which item of a list is meant. */
function pathOf(message: string): readonly string[] {
  const [item = '', position] = /^\[(\d+)\] /.exec(message) ?? [];
  const text = message.slice(item.length);
  const [first = ''] = /^\S*/.exec(text) ?? [];
  const parents = first.split('.').slice(0, -1);
  const [, nested, last = ''] = PREAMBLE.exec(text.slice(first.lastIndexOf('.') + 1)) ?? [];
  const key = last.replace(/:$/, '').split('.');
  // An item of a nested list is told by the name of the list once more.
  const isItem = nested !== undefined && parents.at(-1) === last;
  const path = [...(position === undefined ? [] : [position]), ...parents, ...(isItem ? [] : key)];
  return path.slice(0, DEPTH_LIMIT);
}

/** The longest part of a path, from its beginning, that ends with a declared key: a number alone may be a value. */
function declaredPart(path: readonly string[], isDeclared: IsDeclared): readonly string[] {
  const keys: string[] = [];
  let known = 0;
  for (const [index, part] of path.entries()) {
    if (isPosition(part)) continue;
    keys.push(part);
    if (/^\d+$/.test(part) || !isDeclared([...keys])) break;
    known = index + 1;
  }
  return path.slice(0, known);
}
