/**
 * What an application tells the compiler of its policy, so that a misspelt purpose does not compile:
 *
 * @example
 * declare module '@lawful/nest' {
 *   interface Register { purpose: Purpose }
 * }
 */
export interface Register {}

/** The purposes that may be named: those of the registered policy, or any text, which is checked at start-up. */
export type RegisteredPurpose = Register extends { readonly purpose: infer P extends string }
  ? P
  : string;
