import type { Session } from '../database/database.ts';

/** That something changed for one data subject. Carries a pseudonym, never who it is or what changed. */
export interface Change {
  /** The keyed pseudonym of tenant and subject, a UUID in lower case with dashes. */
  readonly key: string;
  /** The subject's consent epoch after the change: whatever lies below it is out of date. */
  readonly epoch: number;
}

/**
 * Carries changes between the processes of an installation, so that a withdrawn consent (Art. 7(3)) stops acting
 * elsewhere at once instead of at the next poll. It may lose, repeat and reorder: the stated bound rests on the
 * poll, this only makes it faster.
 */
export interface Invalidations {
  /** `notify`, `redis`, …: for messages to operators. */
  readonly name: string;
  /**
   * Sends to every listening process; this one, which has heard of them already, may be left out.
   *
   * @param session the connection to publish on, for a transport that goes through the database.
   * @throws what the connection throws; nothing is lost for good by that, the poll finds the same changes.
   */
  publish(changes: readonly Change[], session: Session): Promise<void>;
  /**
   * Listens until the returned function is called or `lost` is.
   *
   * @param heard gets what arrives, several changes at a time.
   * @param lost is called once, when nothing can arrive any more; to go on, listen again.
   * @param session the connection to listen on, for a transport that goes through the database.
   * @returns once it listens: the function that ends it. After that neither `heard` nor `lost` is called.
   * @throws what the connection throws; `lost` is not called for a listening that never began.
   */
  listen(
    heard: (changes: readonly Change[]) => void,
    lost: () => void,
    session: Session,
  ): Promise<() => Promise<void>>;
}
