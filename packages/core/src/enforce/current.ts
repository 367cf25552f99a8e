import { AsyncLocalStorage } from 'node:async_hooks';
import { PrivacyError } from '../errors.ts';
import type { UnitOfWork } from './unit.ts';

const KEY = Symbol.for('lawful.context.v1');

/**
 * The unit of work that the running code belongs to, carried through every await, timer and callback. One storage
 * per process, shared by every installed copy of core. Its cost is measured in bench/ and stated in docs/enforcing.md.
 */
const storage = sharedStorage();

/** Runs `work` inside a unit of work: everything that it calls, now or later, finds the unit. */
export function runInside<T>(unit: UnitOfWork, work: () => T): T {
  return storage.run(unit, work);
}

/** The unit of work of the running code, if there is one. */
export function currentUnit(): UnitOfWork | undefined {
  return storage.getStore();
}

/** The unit of work of the running code. A lost context denies. */
export function requireUnit(): UnitOfWork {
  const unit = storage.getStore();
  if (unit === undefined) throw new PrivacyError('context-missing');
  return unit;
}

function sharedStorage(): AsyncLocalStorage<UnitOfWork> {
  const known: unknown = Reflect.get(globalThis, KEY);
  // Whoever came first made it; the type is ours by the versioned key.
  if (known !== undefined) return known as AsyncLocalStorage<UnitOfWork>;
  const made = new AsyncLocalStorage<UnitOfWork>();
  Object.defineProperty(globalThis, KEY, { value: made });
  return made;
}
