import type { CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { CookieInput } from '../../declare/policy-input.ts';
import { durationInWords } from '../parts/duration.ts';
import type { Labelled } from '../parts/labelled.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';

/** One cookie or similar technology (ePrivacy Art. 5(3), LIL 82). */
export interface NoticeCookie {
  readonly name: string;
  /** Ids of its purposes, the main one first. */
  readonly purposes: readonly string[];
  readonly category: Labelled<CookieInput['category']>;
  readonly description: Text | null;
  /** ISO 8601, or `session`. */
  readonly duration?: string;
  readonly durationInWords?: string;
  readonly provider?: string;
  readonly policyUrl?: string;
  readonly strictlyNecessary: boolean;
  /** Audience measurement that is declared exempt from consent. */
  readonly exempt: boolean;
  /** The act of the person without which it is not written, `remember-me`. */
  readonly onlyAfter?: string;
}

/** The cookies of a policy, without those of purposes that the notice is not about. */
export function cookiesOf(
  cookies: Readonly<Record<string, CookieInput>> | undefined,
  purposes: readonly CompiledPurpose[],
  reading: Reading,
): readonly NoticeCookie[] {
  const ids = new Set(purposes.map(({ id }) => id));
  return Object.entries(cookies ?? {})
    .filter(([, { purpose }]) => purpose === undefined || ids.has(purpose))
    .map(([name, cookie]) => describe(name, cookie, ids, reading));
}

function describe(
  name: string,
  cookie: CookieInput,
  ids: ReadonlySet<string>,
  reading: Reading,
): NoticeCookie {
  const { purpose, alsoFor = [], category, duration, provider, policyUrl, onlyAfter } = cookie;
  const { phrases } = reading;
  return {
    name,
    purposes: [purpose ?? [], alsoFor].flat().filter((id) => ids.has(id)),
    category: { id: category, label: phrases.cookieCategories[category] },
    description: read(cookie.describe, reading),
    ...(duration !== undefined && {
      duration,
      durationInWords:
        duration === 'session' ? phrases.session : durationInWords(duration, phrases),
    }),
    ...(provider !== undefined && { provider }),
    ...(policyUrl !== undefined && { policyUrl }),
    strictlyNecessary: category === 'strictly-necessary',
    exempt: isExempt(cookie),
    ...(onlyAfter !== undefined && { onlyAfter }),
  };
}

function isExempt({ exemption }: CookieInput): boolean {
  return exemption !== undefined && Object.values(exemption).every((holds) => holds === true);
}
