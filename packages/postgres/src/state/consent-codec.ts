import type { ConsentState } from '@lawful/core';
import { type ByteReader, type ByteWriter, byteLength } from './bytes.ts';
import { instantMs, uuidBytesOf, uuidText } from './values.ts';

type Status = ConsentState['status'];
type Channel = NonNullable<ConsentState['channel']>;

/** By place, which is what is stored: only ever add at the end. */
const STATUSES: readonly Status[] = [
  'dpv:ConsentGiven',
  'dpv:RenewedConsentGiven',
  'dpv:ConsentRefused',
  'dpv:ConsentWithdrawn',
  'dpv:ConsentExpired',
  'dpv:ConsentRevoked',
  'dpv:ConsentInvalidated',
  'dpv:ConsentUnknown',
  'dpv:ConsentRequested',
  'dpv:ConsentRequestDeferred',
  'dpv:ConsentStatusValidForProcessing',
  'dpv:ConsentStatusInvalidForProcessing',
];

/** By place, as above. */
const CHANNELS: readonly Channel[] = ['email', 'sms', 'phone', 'post', 'push', 'social'];

const FLAG = {
  explicit: 1,
  recipient: 2,
  channel: 4,
  noticeVersion: 8,
  /** The notice is the one of the consent before. */
  sameNotice: 16,
  expiresAt: 32,
  /** The record's id is a UUID, in 16 bytes. */
  uuid: 64,
  /** Instants are milliseconds; otherwise the texts as they were given. */
  instants: 128,
} as const;

/** In one byte with the status, the length of the purpose's name; a longer name begins with its own length. */
const LONG = 15;

/**
 * Writes one consent: about 35 bytes with a short name of its purpose.
 *
 * @param before the consent written before it, which often says the same of the notice and nearly the same of the time
 */
export function writeConsent(to: ByteWriter, consent: ConsentState, before?: ConsentState): void {
  const { recipient, channel, noticeVersion, expiresAt, since, recordId } = consent;
  const began = instantMs(since);
  const ended = expiresAt === undefined ? began : instantMs(expiresAt);
  const instants = began !== undefined && ended !== undefined;
  const sameNotice = noticeVersion !== undefined && noticeVersion === before?.noticeVersion;
  const uuid = uuidBytesOf(recordId);
  to.byte(
    (consent.explicit ? FLAG.explicit : 0) |
      (recipient === undefined ? 0 : FLAG.recipient) |
      (channel === undefined ? 0 : FLAG.channel) |
      (noticeVersion === undefined || sameNotice ? 0 : FLAG.noticeVersion) |
      (sameNotice ? FLAG.sameNotice : 0) |
      (expiresAt === undefined ? 0 : FLAG.expiresAt) |
      (uuid === undefined ? 0 : FLAG.uuid) |
      (instants ? FLAG.instants : 0),
  );
  const bytes = byteLength(consent.purpose);
  const length = Math.min(LONG, bytes);
  to.byte(placeOf(STATUSES, consent.status) | (length << 4));
  if (length === LONG) to.count(bytes);
  to.chars(consent.purpose);
  if (recipient !== undefined) to.text(recipient);
  if (channel !== undefined) to.byte(placeOf(CHANNELS, channel));
  if (instants) {
    writeDifference(to, began - anchorOf(before));
    if (expiresAt !== undefined) writeDifference(to, ended - began);
  } else {
    to.text(since);
    if (expiresAt !== undefined) to.text(expiresAt);
  }
  if (noticeVersion !== undefined && !sameNotice) to.text(noticeVersion);
  if (uuid === undefined) to.text(recordId);
  else to.bytes(uuid);
}

/** Reads one consent, with its keys in the order in which core writes them. */
export function readConsent(from: ByteReader, before?: ConsentState): ConsentState {
  const flags = from.byte();
  const head = from.byte();
  const status = at(STATUSES, head & 0x0f);
  const length = head >> 4;
  const purpose = from.bytes(length === LONG ? from.count() : length).toString('utf8');
  const recipient = flags & FLAG.recipient ? { recipient: from.text() } : {};
  const channel = flags & FLAG.channel ? { channel: at(CHANNELS, from.byte()) } : {};
  const instants = (flags & FLAG.instants) !== 0;
  const began = instants ? anchorOf(before) + readDifference(from) : 0;
  const since = instants ? new Date(began).toISOString() : from.text();
  const ends = (): string =>
    instants ? new Date(began + readDifference(from)).toISOString() : from.text();
  const expiresAt = flags & FLAG.expiresAt ? { expiresAt: ends() } : {};
  const version = flags & FLAG.sameNotice ? before?.noticeVersion : undefined;
  const noticeVersion =
    flags & FLAG.noticeVersion
      ? { noticeVersion: from.text() }
      : version === undefined
        ? {}
        : { noticeVersion: version };
  const recordId = flags & FLAG.uuid ? uuidText(from.bytes(16)) : from.text();
  return Object.freeze({
    purpose,
    ...recipient,
    ...channel,
    status,
    explicit: (flags & FLAG.explicit) !== 0,
    ...noticeVersion,
    since,
    ...expiresAt,
    recordId,
  });
}

/** Where times are counted from: the consent before, or the first day of this package's year. */
function anchorOf(before: ConsentState | undefined): number {
  return (before === undefined ? undefined : instantMs(before.since)) ?? ANCHOR_MS;
}

const ANCHOR_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** Milliseconds, which may be fewer than none; whole days, in which consents end, take two bytes. */
function writeDifference(to: ByteWriter, ms: number): void {
  const days = ms % DAY_MS === 0;
  const amount = Math.abs(days ? ms / DAY_MS : ms);
  to.count(amount * 4 + (ms < 0 ? 2 : 0) + (days ? 1 : 0));
}

function readDifference(from: ByteReader): number {
  const value = from.count();
  const amount = Math.floor(value / 4) * (value & 1 ? DAY_MS : 1);
  return value & 2 ? -amount : amount;
}

function placeOf<T>(table: readonly T[], value: T): number {
  const place = table.indexOf(value);
  if (place < 0) throw new RangeError('Not in the table of what is stored');
  return place;
}

function at<T>(table: readonly T[], place: number): T {
  const value = table[place];
  if (value === undefined) throw new RangeError('Not in the table of what is stored');
  return value;
}
