import { errors, jwtVerify, SignJWT } from 'jose';

const ISSUER = 'clinic';
const LIFETIME_MS = 12 * 60 * 60 * 1_000;

/** The signed tokens by which patients prove who they are. */
export class Tokens {
  readonly #key: Uint8Array;
  readonly #now: () => Date;

  /** @param signingKey any text; tokens are signed with HMAC-SHA-256 under it */
  constructor(signingKey: string, now: () => Date = () => new Date()) {
    this.#key = new TextEncoder().encode(signingKey);
    this.#now = now;
  }

  /** A token for this patient, valid for twelve hours. */
  issue(patientId: string): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(patientId)
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setIssuedAt(this.#now())
      .setExpirationTime(new Date(this.#now().getTime() + LIFETIME_MS))
      .sign(this.#key);
  }

  /** The patient whom the token proves; `undefined` if it is forged, expired or not one of ours. */
  async verify(token: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: ISSUER,
        requiredClaims: ['sub', 'exp'],
        currentDate: this.#now(),
      });
      return payload.sub;
    } catch (error) {
      // Says nothing of what the token held: jose's own messages quote claims.
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
