import { PrivacyError, type SubjectEvent } from '@lawful/core';

/** Bytes of JSON that one event may have. */
const MAX_EVENT_BYTES = 65_536;

/** An event id is a UUID by contract; whatever it is, it is short. */
const MAX_ID_LENGTH = 256;

/**
 * The event as the JSON that is stored.
 *
 * @throws PrivacyError `evidence-too-large`, or `event-not-storable` for NUL characters and broken Unicode
 */
export function storableEvent(event: SubjectEvent): string {
  const json = JSON.stringify(event);
  if (json.length > MAX_EVENT_BYTES || Buffer.byteLength(json) > MAX_EVENT_BYTES) {
    throw new PrivacyError('evidence-too-large');
  }
  const doubtful = json.includes('\\u') && UNSTORABLE.test(json);
  if (doubtful || !isId(event.id)) throw new PrivacyError('event-not-storable');
  return json;
}

/** What JSON writes for NUL and for half a pair of surrogates, not preceded by an odd number of backslashes. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function isId(id: string): boolean {
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH;
}
