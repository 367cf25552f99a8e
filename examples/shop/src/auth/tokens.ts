import { errors, jwtVerify, SignJWT } from 'jose';

const ISSUER = 'shop';
const LIFETIME_MS = 12 * 60 * 60 * 1_000;

/** The signed tokens by which customers prove who they are. */
export interface Tokens {
  /** A token for this customer, valid for twelve hours. */
  issue(customerId: string): Promise<string>;
  /** The customer whom the token proves; `undefined` if it is forged, expired or not one of ours. */
  verify(token: string): Promise<string | undefined>;
}

/** Tokens signed with HMAC-SHA-256 under `signingKey`, an opaque string. */
export function createTokens(signingKey: string, now: () => Date = () => new Date()): Tokens {
  const key = new TextEncoder().encode(signingKey);
  return {
    issue: (customerId) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(customerId)
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(now())
        .setExpirationTime(new Date(now().getTime() + LIFETIME_MS))
        .sign(key),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: ISSUER,
          requiredClaims: ['sub', 'exp'],
          currentDate: now(),
        });
        return payload.sub;
      } catch (error) {
        // Says nothing of what the token held: jose's own messages quote claims.
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
