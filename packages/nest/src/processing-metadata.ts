import type { ChosenPurpose, ProcessingOptions, SubjectMode } from '@lawful/core';
import type { NestRequest } from './exchange.ts';

/** What `@Processing` takes besides the purpose. */
export interface HandlerOptions extends Omit<ProcessingOptions, 'subject'> {
  /**
   * Of a request: `self` (the default), `new` or `each`. Of a call that is no request (a job, a message, a resolver):
   * the id of the data subject whom it is about, from the arguments of the method.
   */
  readonly subject?: SubjectMode | ((...args: never[]) => string | undefined);
}

/** What is said of a handler or a method, as it is kept in its metadata. */
export interface ProcessingMetadata {
  readonly purpose: string | ChosenPurpose<string, NestRequest>;
  readonly options: HandlerOptions;
}

export const PROCESSING_METADATA = 'lawful:processing';
export const RETURNS_METADATA = 'lawful:returns';
