import type { DefinedModel, ModelClass, ModelRef } from '../declare/model.ts';
import { PrivacyError } from '../errors.ts';

/** A body that core cannot read: a file, a rendered page, a stream. Served as it is, and recorded as such with its reason. */
export interface OpaqueBody {
  readonly kind: 'lawful.opaque';
  readonly reason: string;
}

/** One model, or a list of it. */
export type Returned = ModelRef | readonly [ModelRef];

/** A JSON object around models: `{ items: [Order], total: 'not-personal' }`. Other keys are dropped. */
export interface Wrapper {
  readonly [key: string]: Returned | 'not-personal';
}

/** What a route answers. `'nothing'` is an answer without a body. */
export type AnswerShape = Returned | Wrapper | OpaqueBody | 'nothing';

/** What a route answers, perhaps by status: `{ 201: Order, 202: 'nothing' }`. Problem documents need not be declared. */
export type Returns = AnswerShape | { readonly [status: number]: AnswerShape };

/**
 * Declares that a body cannot be minimised by field, and why. The reason is kept in the audit trail; an empty one
 * throws `declaration-invalid`.
 *
 * @example
 * processing('invoicing', { returns: opaque('the invoice is a signed PDF') })
 */
export function opaque(reason: string): OpaqueBody {
  if (reason.trim() === '') {
    throw new PrivacyError('declaration-invalid', { what: 'an opaque body without a reason' });
  }
  return Object.freeze({ kind: 'lawful.opaque', reason });
}

/** Whether a declared answer is a class or a `defineModel` token. */
export function isModelRef(value: unknown): value is ModelClass | DefinedModel {
  return typeof value === 'function' || kindOf(value) === 'lawful.model';
}

/** Whether a declared answer is opaque. */
export function isOpaque(value: unknown): value is OpaqueBody {
  return kindOf(value) === 'lawful.opaque';
}

/** Whether a declared answer depends on the status. */
export function isByStatus(value: unknown): value is { readonly [status: number]: AnswerShape } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[1-5][0-9][0-9]$/.test(key));
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
}
