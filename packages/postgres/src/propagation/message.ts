import type { Change } from './transport.ts';

/** PostgreSQL refuses a notification of 8,000 bytes; the same limit serves every transport. Bytes. */
export const MAX_MESSAGE_BYTES = 7_999;

/** What a message said. */
export interface Decoded {
  readonly changes: readonly Change[];
  /** How many parts of it were not ours to understand. They are left out, and never repeated in an error. */
  readonly malformed: number;
}

/** `<32 hex digits>:<epoch>`, joined by commas, in as many messages as it takes. */
export function encodeChanges(changes: readonly Change[]): readonly string[] {
  const messages: string[] = [];
  let message = '';
  for (const { key, epoch } of changes) {
    const part = `${key.replaceAll('-', '')}:${epoch}`;
    if (message !== '' && message.length + 1 + part.length > MAX_MESSAGE_BYTES) {
      messages.push(message);
      message = '';
    }
    message += message === '' ? part : `,${part}`;
  }
  if (message !== '') messages.push(message);
  return messages;
}

/** Never throws: anybody who reaches the channel can write to it. */
export function decodeChanges(message: string): Decoded {
  // Longer than any message of ours, so not one: not even looked into.
  if (message.length > MAX_MESSAGE_BYTES) return { changes: [], malformed: 1 };
  const changes: Change[] = [];
  let malformed = 0;
  for (const part of message.split(',')) {
    const change = decodePart(part);
    if (change === undefined) malformed++;
    else changes.push(change);
  }
  return { changes, malformed };
}

const written = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12}):(\d{1,10})$/;

/** Epochs are `integer` in the database. */
const MAX_EPOCH = 2_147_483_647;

function decodePart(part: string): Change | undefined {
  const [, a, b, c, d, e, digits] = written.exec(part) ?? [];
  const epoch = Number(digits);
  // Not a number where nothing matched.
  if (!(epoch <= MAX_EPOCH)) return undefined;
  return { key: `${a}-${b}-${c}-${d}-${e}`, epoch };
}
