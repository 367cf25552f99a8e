import { currentUnit, PrivacyError, type UnitOfWork } from '@lawful/core';
import { type ClassType, copyMetadata } from './nest-metadata.ts';
import { lawfulOf } from './owners.ts';

const ADMITTED: unique symbol = Symbol('lawful.admitted');
const AFTERWARDS: unique symbol = Symbol('lawful.afterwards');
const DECIDES: unique symbol = Symbol('lawful.decides');

/** A unit of work in which the gate has let one handler be called. A property, for a WeakMap costs every garbage collection. */
interface AdmittedUnit extends UnitOfWork {
  [ADMITTED]?: object;
  [AFTERWARDS]?: Afterwards;
}

/** What becomes of that which a handler has returned. */
export type Afterwards = (result: unknown) => unknown;

/** An instance of a class of the application. */
interface Instance {
  readonly constructor: ClassType;
}

/** Notes that the gate has let a request in to `handler`, and what becomes of that which it returns. */
export function admitCall(unit: AdmittedUnit, handler: object, afterwards?: Afterwards): void {
  unit[ADMITTED] = handler;
  if (afterwards !== undefined) unit[AFTERWARDS] = afterwards;
}

/**
 * Puts a gate in front of a method: a call that no request has been let in for is decided when it runs. Does nothing
 * where there is one already.
 */
export function decideCalls(descriptor: PropertyDescriptor): void {
  const original: unknown = descriptor.value;
  if (typeof original !== 'function' || DECIDES in original) return;
  const { name } = original;
  const gated = function (this: Instance | undefined, ...args: unknown[]): unknown {
    const unit: AdmittedUnit | undefined = currentUnit();
    const run = (taken: readonly unknown[]): unknown => Reflect.apply(original, this, taken);
    if (unit?.[ADMITTED] === gated) {
      const afterwards = unit[AFTERWARDS];
      return afterwards === undefined ? run(args) : afterwards(run(args));
    }
    const lawful = this === undefined ? undefined : lawfulOf(this, unit);
    if (this === undefined || lawful === undefined) {
      // Whoever calls it counts on a promise: it fails like one.
      return Promise.reject(
        new PrivacyError('context-missing', {
          what: `${this?.constructor.name ?? 'a method'}.${name} is in no application with a PrivacyModule`,
        }),
      );
    }
    return lawful.call({ type: this.constructor, method: gated, name, args, run });
  };
  Object.defineProperties(gated, {
    name: { value: name, configurable: true },
    length: { value: original.length, configurable: true },
    [DECIDES]: { value: true },
  });
  copyMetadata(original, gated);
  descriptor.value = gated;
}
