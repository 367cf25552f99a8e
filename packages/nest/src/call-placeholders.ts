import 'reflect-metadata';
import { PrivacyError, type UnitOfWork } from '@lawful/core';
import type { ExecutionContext } from '@nestjs/common';
import { PROCESSING_METADATA } from './processing-metadata.ts';

/** What a parameter decorator can ask of a unit of work. */
type Asked = 'subject' | 'unit';

const PLACEHOLDERS: Readonly<Record<Asked, symbol>> = {
  subject: Symbol('lawful.subject'),
  unit: Symbol('lawful.unit'),
};

/**
 * Stands in for what a parameter decorator promises of a message or a resolver: Nest collects the arguments before the
 * call, and its unit of work is opened by the call. Throws `context-missing` where no gate would fill it in.
 */
export function placeholderFor(asked: Asked, context: ExecutionContext): symbol {
  const isGated = [context.getHandler(), context.getClass()].some((it) =>
    Reflect.hasMetadata(PROCESSING_METADATA, it),
  );
  if (!isGated) throw new PrivacyError('context-missing');
  return PLACEHOLDERS[asked];
}

/** The arguments of a call with what the parameter decorators promised. */
export function withoutPlaceholders(
  args: readonly unknown[],
  unit: UnitOfWork,
): readonly unknown[] {
  return args.map((arg) => {
    if (arg === PLACEHOLDERS.subject) return unit.subject;
    return arg === PLACEHOLDERS.unit ? unit : arg;
  });
}
