import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { ConsentScope } from '../decide/event.ts';
import { type FieldError, PrivacyError } from '../errors.ts';

/** A purpose, perhaps narrowed to one recipient or one channel, as a client names them. */
export interface NamedScope {
  readonly recipient?: string | undefined;
  readonly channel?: string | undefined;
}

/**
 * The scope that a client names, checked against the policy. Throws `request-invalid` for a recipient that is not
 * registered for the purpose, a channel that the purpose does not use, or both at once: a consent is about one.
 */
export function readScope(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  named: NamedScope,
): ConsentScope {
  const { recipient } = named;
  const channel = purpose.channels.find((each) => each === named.channel);
  const errors: FieldError[] = [];
  if (recipient !== undefined && catalogue.slotOf(purpose.id, { recipient }) === undefined) {
    errors.push({ pointer: '#/recipient', detail: 'not registered for this purpose' });
  }
  if (named.channel !== undefined && channel === undefined) {
    errors.push({ pointer: '#/channel', detail: 'not a channel of this purpose' });
  }
  if (recipient !== undefined && named.channel !== undefined) {
    errors.push({ pointer: '#/channel', detail: 'name a recipient or a channel, not both' });
  }
  if (errors.length > 0) throw new PrivacyError('request-invalid', { errors });
  return {
    purpose: purpose.id,
    ...(recipient === undefined ? {} : { recipient }),
    ...(channel === undefined ? {} : { channel }),
  };
}
