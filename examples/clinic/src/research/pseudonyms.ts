import { createHmac, hkdfSync } from 'node:crypto';

/** Makes the pseudonyms of a study. Without the key nobody finds the way back, and other studies get other ones. */
export class StudyPseudonyms {
  readonly #key: Uint8Array;

  /** @param secret kept by the practice, never handed to a study */
  constructor(secret: string, study: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, 'study-pseudonyms', study, 32));
  }

  /** The same for the same patient, 22 characters. */
  of(patientId: string): string {
    return createHmac('sha256', this.#key).update(patientId).digest('base64url').slice(0, 22);
  }
}
