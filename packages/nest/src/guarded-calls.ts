import { currentUnit, PrivacyError, type UnitOfWork } from '@lawful/core';
import { type ClassType, copyMetadata } from './nest-metadata.ts';
import { lawfulOf } from './owners.ts';

const ADMITTED: unique symbol = Symbol('lawful.admitted');
const DECIDES: unique symbol = Symbol('lawful.decides');

/** A handler that the gate has let a request in to. */
export interface AdmittedCall {
  readonly handler: object;
  /** Runs the handler inside a span. */
  readonly around?: ((work: () => unknown) => unknown) | undefined;
  /** What becomes of that which the handler has returned. */
  readonly afterwards?: (result: unknown) => unknown;
}

/** A unit of work in which one handler may be called. A property, for a WeakMap costs every garbage collection. */
interface AdmittedUnit extends UnitOfWork {
  [ADMITTED]?: AdmittedCall;
}

/** An instance of a class of the application. */
interface Instance {
  readonly constructor: ClassType;
}

/** Notes that the gate has let a request in. */
export function admitCall(unit: AdmittedUnit, call: AdmittedCall): void {
  unit[ADMITTED] = call;
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
    const call = unit?.[ADMITTED];
    if (call?.handler === gated) {
      const { around, afterwards } = call;
      const result =
        around === undefined
          ? Reflect.apply(original, this, args)
          : around(() => Reflect.apply(original, this, args));
      return afterwards === undefined ? result : afterwards(result);
    }
    const run = (taken: readonly unknown[]): unknown => Reflect.apply(original, this, taken);
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
