import 'reflect-metadata';
import type { ChosenPurpose, Returns as ReturnsShape } from '@lawful/core';
import { SetMetadata, UseGuards } from '@nestjs/common';
import type { NestRequest } from './exchange.ts';
import { decideCalls } from './guarded-calls.ts';
import { type ClassType, methodsOf, reachedBy } from './nest-metadata.ts';
import { processingGuard } from './processing.guard.ts';
import {
  type HandlerOptions,
  PROCESSING_METADATA,
  type ProcessingMetadata,
  RETURNS_METADATA,
} from './processing-metadata.ts';
import type { RegisteredPurpose } from './register.ts';

/**
 * Says for what a handler processes personal data. Of a request it is decided after all guards and before all pipes;
 * only what the purpose may collect reaches the handler, only what it may use leaves. On any other method (a job, a
 * cron, a message, a resolver) the call is decided when it runs, and refused by throwing (Art. 5(1)(b), 6(1)); the
 * method then returns a promise, or an observable where its return type, noted by the compiler, is one.
 *
 * On a class it holds for every handler that says nothing of its own: requests, messages and resolvers.
 *
 * @example
 * \@Get('me') @Processing('care') @Returns(Patient)
 * me(@Subject() id: string): Promise<Patient> { return this.patients.find(id); }
 */
export function Processing(
  purpose: RegisteredPurpose | ChosenPurpose<RegisteredPurpose, NestRequest>,
  options: HandlerOptions = {},
): ClassDecorator & MethodDecorator {
  const said: ProcessingMetadata = { purpose, options };
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (key !== undefined && descriptor !== undefined) {
      decideCalls(descriptor);
      SetMetadata(PROCESSING_METADATA, said)(target, key, descriptor);
      UseGuards(processingGuard)(target, key, descriptor);
    } else if (typeof target === 'function') {
      SetMetadata(PROCESSING_METADATA, said)(target);
      UseGuards(processingGuard)(target);
      // A decorator of a class is called with nothing else.
      decideHandlersOf(target as unknown as ClassType);
    }
  };
}

/** Says what a handler answers; the same as `returns` of `@Processing`. */
export function Returns(shape: ReturnsShape): MethodDecorator {
  return SetMetadata(RETURNS_METADATA, shape);
}

/**
 * Messages and resolvers do not come in by a request of their own: the call itself is the gate. Of handlers of requests it
 * knows when they run and what they return. An inherited one gets it here, not where it was written, for there it may
 * serve other classes.
 */
function decideHandlersOf(type: ClassType): void {
  for (const { name, method } of methodsOf(type)) {
    if (reachedBy(method) === 'by call') continue;
    const own = { value: method, writable: true, configurable: true };
    decideCalls(own);
    Object.defineProperty(type.prototype, name, own);
  }
}
