import type { Channel } from '../declare/policy-input.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import type { Language } from '../vocabulary/index.ts';
import { flawOfAct, type InvalidConsentReason } from './unambiguous.ts';

/** What a client sends with a consent or a refusal; the server adds the time and the hash of the text shown. */
interface ConsentIndication {
  /** Version of the notice that was shown. */
  readonly noticeVersion: string;
  /** BCP 47 tag of the language in which it was shown. */
  readonly language: string;
  /** The affirmative act, `checkbox#newsletter`. */
  readonly indication: string;
  /** The consent was given in express words or by a second act (Art. 9(2)(a)). */
  readonly explicit?: boolean;
  /** Limits it to one registered recipient. */
  readonly recipient?: string;
  /** Limits it to one channel of the purpose. */
  readonly channel?: Channel;
  /** How it was collected, `form`; judged, not stored. */
  readonly method?: string;
}

/** Evidence that has been read: whole, and by an act that can be consent. */
export interface ReadIndication extends Omit<ConsentIndication, 'method' | 'channel'> {
  readonly channel?: string;
  /** The language in which the notice is published, of which `language` is a variety. */
  readonly shownIn: Language;
}

/** Longer than this, a member is no name of a version, a language or an act. */
const LONGEST_EVIDENCE = 200;

const REQUIRED = ['noticeVersion', 'language', 'indication'] as const;
const OPTIONAL = ['recipient', 'channel', 'method'] as const;

/**
 * Reads what a client sent as evidence. Throws `consent-not-valid` with the member `reason`: `missing-evidence` for
 * what is missing, blank, too long or no text; `implied`, `preticked` or `bundled` for an act that is no consent.
 *
 * @param affirmative a consent; a refusal needs evidence too, but silence can refuse
 */
export function readIndication(given: unknown, affirmative: boolean): ReadIndication {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw notValid('missing-evidence', REQUIRED.map(missing));
  }
  const text = (key: string): unknown =>
    Object.hasOwn(given, key) ? Reflect.get(given, key) : undefined;
  const errors = [
    ...REQUIRED.filter((key) => !isShortText(text(key))).map(missing),
    ...OPTIONAL.filter((key) => text(key) !== undefined && !isShortText(text(key))).map(unreadable),
    ...(['undefined', 'boolean'].includes(typeof text('explicit')) ? [] : [unreadable('explicit')]),
  ];
  const [noticeVersion, language, indication] = REQUIRED.map(text);
  const shownIn = publishedLanguage(language);
  if (isShortText(language) && shownIn === undefined) {
    errors.push({ pointer: '#/language', detail: 'the notice is not published in this language' });
  }
  const whole = isShortText(noticeVersion) && isShortText(language) && isShortText(indication);
  if (errors.length > 0 || !whole || shownIn === undefined) {
    throw notValid('missing-evidence', errors);
  }
  if (affirmative) refuseFlaws(text, indication);
  const [recipient, channel] = [text('recipient'), text('channel')];
  return {
    noticeVersion,
    language,
    indication,
    shownIn,
    explicit: text('explicit') === true,
    ...(isShortText(recipient) ? { recipient } : {}),
    ...(isShortText(channel) ? { channel } : {}),
  };
}

/** The error for evidence that proves no consent. */
export function notValid(
  reason: InvalidConsentReason,
  errors: readonly FieldError[] = [],
): PrivacyError {
  return new PrivacyError('consent-not-valid', {
    what: reason,
    members: { reason },
    ...(errors.length === 0 ? {} : { errors }),
  });
}

function refuseFlaws(text: (key: string) => unknown, indication: string): void {
  for (const [key, act] of [
    ['indication', indication],
    ['method', text('method')],
  ] as const) {
    const flaw = typeof act === 'string' ? flawOfAct(act) : undefined;
    if (flaw !== undefined) {
      throw notValid(flaw, [{ pointer: `#/${key}`, detail: 'no clear affirmative act' }]);
    }
  }
  // A client that says so itself is believed.
  for (const flaw of ['implied', 'preticked', 'bundled'] as const) {
    if (text(flaw) === true) throw notValid(flaw, [{ pointer: `#/${flaw}`, detail: 'no consent' }]);
  }
  // One act for several purposes is not specific (recital 43).
  if (Array.isArray(text('purposes'))) {
    throw notValid('bundled', [{ pointer: '#/purposes', detail: 'one consent per purpose' }]);
  }
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_EVIDENCE;
}

function publishedLanguage(tag: unknown): Language | undefined {
  if (!isShortText(tag)) return undefined;
  try {
    const { language } = new Intl.Locale(tag);
    return language === 'en' || language === 'fr' ? language : undefined;
  } catch {
    return undefined;
  }
}

function missing(key: string): FieldError {
  return { pointer: `#/${key}`, detail: `text of 1 to ${LONGEST_EVIDENCE} characters is needed` };
}

function unreadable(key: string): FieldError {
  return { pointer: `#/${key}`, detail: 'cannot be read' };
}
