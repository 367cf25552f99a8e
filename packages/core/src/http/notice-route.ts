import { createHash } from 'node:crypto';
import { PrivacyError } from '../errors.ts';
import type { Language } from '../vocabulary/index.ts';
import { requireType } from './json-answer.ts';
import { languageAsked } from './language-asked.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';

/** How a notice is written. */
type NoticeFormat = 'json' | 'html' | 'markdown';

/** The notices that the endpoint publishes; a version, once in force, never changes. */
export interface PublishedNotices {
  /** Versions that are or were in force, oldest first; the last one is the current one. */
  readonly versions: () => readonly string[];
  /** The text of one of them. */
  readonly read: (version: string, language: Language, format: NoticeFormat) => string;
}

/** Answers requests for the notice: public, so that it can be read before anything is asked (Art. 12(1)). */
export interface NoticePages {
  answer(request: NeutralRequest): NeutralResponse;
}

const FORMATS = {
  'application/json': 'json',
  'text/html': 'html',
  'text/markdown': 'markdown',
} as const satisfies Readonly<Record<string, NoticeFormat>>;

const TYPES = ['application/json', 'text/html', 'text/markdown'] as const;

/** Texts are made once for each version, language and format; `base` is where the endpoint is mounted. */
export function noticePages({ versions, read }: PublishedNotices, base: string): NoticePages {
  const made = new Map<string, Page>();
  const page = (version: string, language: Language, format: NoticeFormat): Page => {
    const key = JSON.stringify([version, language, format]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const text = read(version, language, format);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    made.set(key, { text, etag });
    return { text, etag };
  };

  return {
    answer: (request) => {
      const known = versions();
      const current = known.at(-1);
      if (current === undefined) throw new PrivacyError('policy-not-in-force');
      const version = request.query.get('version') ?? current;
      if (!known.includes(version)) throw new PrivacyError('not-found', { what: 'this version' });
      const type = requireType(request, TYPES);
      const language = languageAsked(request);
      const { text, etag } = page(version, language, FORMATS[type]);
      const headers = {
        // Kept, but asked after each time: a new version counts from its first minute.
        'Cache-Control': 'no-cache',
        ETag: etag,
        Vary: 'Accept, Accept-Language',
        Link: links(known, version, base),
      };
      if (matches(request.header('if-none-match'), etag)) {
        return { status: 304, headers, body: undefined };
      }
      return {
        status: 200,
        headers: {
          ...headers,
          'Content-Type': type === 'application/json' ? type : `${type}; charset=utf-8`,
          'Content-Language': language,
          'X-Content-Type-Options': 'nosniff',
          ...(type === 'text/html' && { 'Content-Security-Policy': "default-src 'none'" }),
        },
        body: text,
      };
    },
  };
}

interface Page {
  readonly text: string;
  readonly etag: string;
}

/** The versions beside this one (RFC 5829), and that this is the privacy policy (RFC 6903). */
function links(known: readonly string[], version: string, base: string): string {
  const at = known.indexOf(version);
  const address = (each: string): string => `${base}/notice?version=${encodeURIComponent(each)}`;
  const [before, after] = [at > 0 ? known[at - 1] : undefined, known[at + 1]];
  return [
    `<${base}/notice>; rel="privacy-policy"`,
    `<${base}/notice>; rel="latest-version"`,
    ...(before === undefined ? [] : [`<${address(before)}>; rel="predecessor-version"`]),
    ...(after === undefined ? [] : [`<${address(after)}>; rel="successor-version"`]),
  ].join(', ');
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
