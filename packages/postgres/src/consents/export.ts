import { createHash } from 'node:crypto';
import type { DatabaseSource } from '../database/database.ts';
import { toolSession } from '../database/tool-session.ts';
import { type StoredEvent, walk } from '../verify/walk.ts';
import { type EventLine, FORMAT_VERSION, type FooterLine, type HeaderLine } from './format.ts';
import { saltOf } from './salt.ts';

/** What `exportConsents` may be told. */
export interface ConsentExportOptions {
  /** Only this tenant; the empty text for subjects without one. Default: everybody. */
  readonly tenant?: string;
}

/**
 * Every event of every data subject with its evidence, as NDJSON for `importConsents`: consents (Art. 7(1)), objections,
 * restrictions, notices. Each chunk is one line with its line feed. Streamed: memory does not grow. Of one subject it
 * says what stood at one moment; what was acknowledged before it began is in it. Holds personal data.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 * @example
 * await pipeline(exportConsents(pool), createWriteStream('consents.ndjson', { mode: 0o600 }));
 */
export async function* exportConsents(
  source: DatabaseSource,
  { tenant }: ConsentExportOptions = {},
): AsyncGenerator<string, void, undefined> {
  const session = await toolSession(source);
  try {
    const hash = createHash('sha256');
    const line = (content: HeaderLine | EventLine): string => {
      const text = `${JSON.stringify(content)}\n`;
      hash.update(text);
      return text;
    };
    yield line({
      lawful: 'consents',
      format: FORMAT_VERSION,
      exportedAt: new Date().toISOString(),
    });
    let events = 0;
    let before: StoredEvent | undefined;
    for await (const page of walk(session, { tenant })) {
      for (const stored of page.events) {
        yield line(eventLine(stored, before));
        before = stored;
        events++;
      }
    }
    const footer: FooterLine = { end: true, events, sha256: hash.digest('hex') };
    yield `${JSON.stringify(footer)}\n`;
  } finally {
    await session.close();
  }
}

function eventLine(stored: StoredEvent, before: StoredEvent | undefined): EventLine {
  const { tenant, subject, seq, salt, event } = stored;
  const continues = before?.subject_key === stored.subject_key && before.tenant === tenant;
  return {
    ...(tenant === '' ? {} : { tenant }),
    subject,
    seq,
    ...(salt === null ? {} : { salt: saltOf(salt) }),
    ...(continues ? { after: before.event_id } : {}),
    event,
  };
}
