import type { Purpose } from './policy.ts';

/** From here on, `@Processing` takes the purposes of this policy and no other text. */
declare module '@lawful/nest' {
  interface Register {
    purpose: Purpose;
  }
}
