import { createHash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { GENERAL_PRACTITIONER } from '../database/seed.ts';
import type { Identity } from './identity.ts';

type Staff = Extract<Identity, { type: 'staff' }>;

/** The bearer tokens of staff, which the environment gives. */
export class StaffTokens {
  readonly #known: readonly { readonly digest: Buffer; readonly staff: Staff }[];

  constructor({ staffToken, secretaryToken }: Config) {
    const relationships: readonly string[] = [];
    this.#known = [
      {
        digest: digest(staffToken),
        staff: { type: 'staff', id: GENERAL_PRACTITIONER, role: 'practitioner', relationships },
      },
      {
        digest: digest(secretaryToken),
        staff: { type: 'staff', id: 'front-desk', role: 'secretary', relationships },
      },
    ];
  }

  /** Whom the token proves. Compares digests, so that neither content nor length shows in the time it takes. */
  find(token: string): Staff | undefined {
    const given = digest(token);
    return this.#known.find((it) => timingSafeEqual(it.digest, given))?.staff;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
