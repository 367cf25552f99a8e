import { ALIASES, type IdByKind } from './generated/kinds.ts';
import { isTerm, type Kind } from './term.ts';

/**
 * The identifier behind a name of one kind: the identifier itself or its short name.
 * Undefined where nothing of that kind is so called.
 *
 * @example
 * resolve('consent', 'legal-basis'); // 'eu-gdpr:A6-1-a'
 * resolve('pd:EmailAddress', 'category'); // 'pd:EmailAddress'
 * resolve('consent', 'purpose'); // undefined
 */
export function resolve<K extends Kind>(name: string, kind: K): IdByKind[K] | undefined {
  const aliases: Readonly<Record<string, string>> = ALIASES[kind];
  const id = Object.hasOwn(aliases, name) ? aliases[name] : name;
  return id !== undefined && isTerm(id, kind) ? id : undefined;
}
