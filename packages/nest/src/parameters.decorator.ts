import { currentUnit, PrivacyError, type UnitOfWork } from '@lawful/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { placeholderFor } from './call-placeholders.ts';

/** The id of the data subject whom the running unit of work is about; `undefined` where it names nobody. */
export const Subject: () => ParameterDecorator = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.getType() === 'http' ? requireContext().subject : placeholderFor('subject', context),
);

/** The running unit of work. Throws `context-missing` where there is none. */
export const PrivacyContext: () => ParameterDecorator = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.getType() === 'http' ? requireContext() : placeholderFor('unit', context),
);

/** The running unit of work. Throws `context-missing` where there is none: a lost context denies. */
export function requireContext(): UnitOfWork {
  const unit = currentUnit();
  if (unit === undefined) throw new PrivacyError('context-missing');
  return unit;
}
