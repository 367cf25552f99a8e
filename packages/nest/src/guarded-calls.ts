import { currentUnit, PrivacyError, type UnitOfWork } from '@lawful/core';
import { copyMetadata } from './nest-metadata.ts';
import { lawfulOf } from './owners.ts';

const ADMITTED: unique symbol = Symbol('lawful.admitted');
const DECIDES: unique symbol = Symbol('lawful.decides');

/** A unit of work in which the gate has let one handler be called. A property, for a WeakMap costs every garbage collection. */
interface AdmittedUnit extends UnitOfWork {
  [ADMITTED]?: object;
}

/** Notes that the gate has let a request in to `handler`. */
export function admitCall(unit: AdmittedUnit, handler: object): void {
  unit[ADMITTED] = handler;
}

/**
 * Puts a gate in front of a method: a call that no request has been let in for is decided when it runs. Does nothing
 * where there is one already.
 */
export function decideCalls(descriptor: PropertyDescriptor): void {
  const original: unknown = descriptor.value;
  if (typeof original !== 'function' || DECIDES in original) return;
  const gated = function (this: object, ...args: unknown[]): unknown {
    const unit: AdmittedUnit | undefined = currentUnit();
    const run = (): unknown => Reflect.apply(original, this, args);
    if (unit?.[ADMITTED] === gated) return run();
    const lawful = lawfulOf(this);
    if (lawful === undefined) {
      throw new PrivacyError('context-missing', {
        what: `${this?.constructor?.name}.${original.name} is in no application with a PrivacyModule`,
      });
    }
    return lawful.call(this, gated, args, run);
  };
  Object.defineProperties(gated, {
    name: { value: original.name, configurable: true },
    length: { value: original.length, configurable: true },
    [DECIDES]: { value: true },
  });
  copyMetadata(original, gated);
  descriptor.value = gated;
}
