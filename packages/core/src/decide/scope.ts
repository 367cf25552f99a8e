import type { ConsentScope } from './event.ts';

/** Whether both are about the very same purpose, recipient and channel. */
export function sameScope(one: ConsentScope, other: ConsentScope): boolean {
  return (
    one.purpose === other.purpose &&
    one.recipient === other.recipient &&
    one.channel === other.channel
  );
}

/** Whether `narrow` lies strictly within `wide`: consent to a purpose covers that to one of its recipients or channels. */
export function isNarrower(narrow: ConsentScope, wide: ConsentScope): boolean {
  return (
    narrow.purpose === wide.purpose &&
    (wide.recipient === undefined || narrow.recipient === wide.recipient) &&
    (wide.channel === undefined || narrow.channel === wide.channel) &&
    !sameScope(narrow, wide)
  );
}

/** The scope alone, without the keys that are not given. */
export function scopeOf(scope: ConsentScope): ConsentScope {
  return {
    purpose: scope.purpose,
    ...(scope.recipient === undefined ? {} : { recipient: scope.recipient }),
    ...(scope.channel === undefined ? {} : { channel: scope.channel }),
  };
}
