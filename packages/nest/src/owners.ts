import type { UnitOfWork } from '@lawful/core';
import type { ClassType } from './nest-metadata.ts';
import type { NestPrivacy } from './nest-privacy.ts';

/** Which applications a class is part of; mostly one, in a test perhaps several after each other. */
const owners = new WeakMap<object, Set<NestPrivacy>>();
/** Whose an instance is, where its class is part of several. */
const ownerOfInstance = new WeakMap<object, NestPrivacy>();

/** Notes that a class is part of an application. */
export function ownClass(type: ClassType, lawful: NestPrivacy): void {
  const known = owners.get(type) ?? new Set();
  owners.set(type, known.add(lawful));
}

/** Notes that an instance is part of an application. */
export function ownInstance(instance: object, lawful: NestPrivacy): void {
  ownerOfInstance.set(instance, lawful);
}

/** Forgets an application that has been closed. */
export function disown(type: ClassType, lawful: NestPrivacy): void {
  owners.get(type)?.delete(lawful);
}

/**
 * The privacy layer of the application that an instance is part of; `undefined` where that cannot be told. Where several
 * applications have the class and Nest has just made the instance for a request, the request tells.
 */
export function lawfulOf(instance: object, unit: UnitOfWork | undefined): NestPrivacy | undefined {
  const known = ownerOfInstance.get(instance);
  if (known !== undefined) return known;
  const all = [...ownersOf(instance.constructor)];
  return all.length > 1 && unit !== undefined ? all.find((it) => it.hasOpened(unit)) : onlyOne(all);
}

/** Of a class that was made from one of the application's, the owners of that one. */
function ownersOf(type: unknown): ReadonlySet<NestPrivacy> {
  for (let it = type; typeof it === 'function'; it = Object.getPrototypeOf(it)) {
    const known = owners.get(it);
    if (known !== undefined && known.size > 0) return known;
  }
  return new Set();
}

function onlyOne([first, ...others]: readonly NestPrivacy[]): NestPrivacy | undefined {
  return others.length === 0 ? first : undefined;
}
