/**
 * What one slot of a subject's state says, as bits of an unsigned 16-bit integer. A slot stands for a purpose,
 * or for a purpose at one recipient or on one channel (see `Catalogue.slotOf`).
 */
export const BIT = {
  /** A consent that is given, unexpired and not superseded. */
  given: 1 << 0,
  /** That consent is explicit (Art. 9(2)(a)). */
  explicit: 1 << 1,
  refused: 1 << 2,
  withdrawn: 1 << 3,
  expired: 1 << 4,
  /** Given, but to a notice that has materially changed since. */
  superseded: 1 << 5,
  /** An objection that stands. */
  objected: 1 << 6,
  /** An objection that is being assessed. */
  objectionPending: 1 << 7,
  /** Everything of the subject is restricted. */
  restricted: 1 << 8,
  /** Some fields are restricted: the slow path looks which. */
  partlyRestricted: 1 << 9,
  /** The state could not be read. */
  unknown: 1 << 10,
  /** The purpose is new in this policy version and the subject has not been told (or has not accepted). */
  unnotified: 1 << 11,
  /** The subject is a customer: similar goods may be promoted until objection (ePrivacy Art. 13(2)). */
  customer: 1 << 12,
} as const;
