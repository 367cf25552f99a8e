/** The largest epoch that is believed; whoever claims more has not seen it. */
const LARGEST = 2 ** 31 - 1;

const NAME = 'consent-epoch';

/** Headers as `node:http` hands them over: names in lower case. */
interface RequestHeaders {
  readonly [name: string]: string | readonly string[] | undefined;
}

/**
 * The consent epoch that a session has seen: the highest that its header `consent-epoch`, its cookie of that name and
 * `own` (what the application keeps in a token) say. Whatever is no whole number up to 2³¹−1 is as good as nothing. It
 * is a claim, and harmless: the most that comes of it is that a state is read anew.
 */
export function consentEpochOf(headers: RequestHeaders, own?: number): number | undefined {
  const said = headers[NAME];
  const { cookie } = headers;
  // What is said is looked at elsewhere: mostly nothing is, and the functions made there would be made here first.
  if (said === undefined && own === undefined && !mentions(cookie)) return undefined;
  return highestOf(said, cookie, own);
}

function highestOf(
  said: RequestHeaders[string],
  cookie: RequestHeaders[string],
  own: number | undefined,
): number | undefined {
  let highest: number | undefined;
  const note = (epoch: number | undefined): void => {
    if (epoch !== undefined && epoch <= LARGEST) highest = Math.max(highest ?? 0, epoch);
  };
  if (own !== undefined && Number.isInteger(own) && own >= 0) note(own);
  for (const value of textOf(said).split(',')) note(epochOf(value));
  if (mentions(cookie)) for (const value of cookiesIn(textOf(cookie))) note(epochOf(value));
  return highest;
}

/**
 * What tells a session the epoch that it has brought about itself: a header for clients that send it back as a header,
 * and a cookie for browsers, which do by themselves. An hour is longer than any change stays unknown anywhere.
 */
export function consentEpochHeaders(epoch: number): Readonly<Record<string, string>> {
  return {
    'Consent-Epoch': String(epoch),
    'Set-Cookie': `${NAME}=${epoch}; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax`,
  };
}

function epochOf(text: string): number | undefined {
  const digits = text.trim();
  return digits.length <= 10 && /^\d+$/.test(digits) ? Number(digits) : undefined;
}

function mentions(cookie: RequestHeaders[string]): boolean {
  return cookie?.includes(NAME) ?? false;
}

/** The values of every cookie of our name. */
function* cookiesIn(cookies: string): Iterable<string> {
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === NAME) yield pair.slice(at + 1);
  }
}

/** Several headers of one name are joined as Node joins those that may come once only. */
function textOf(value: RequestHeaders[string]): string {
  return typeof value === 'string' ? value : (value ?? []).join(',');
}
