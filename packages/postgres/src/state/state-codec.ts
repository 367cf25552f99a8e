import { crc32 } from 'node:zlib';
import type { ConsentState, SubjectState } from '@lawful/core';
import { ByteWriter, byteReader } from './bytes.ts';
import { readConsent, writeConsent } from './consent-codec.ts';
import { uuidBytes, uuidText } from './values.ts';

/** What a row of current state holds: the columns beside the key. */
export interface StateRow {
  /** `SubjectState.version`. */
  readonly epoch: number;
  /** The salt as a UUID, for a column of 16 bytes. */
  readonly salt: string;
  readonly state: Uint8Array;
}

/** The bytes of a row are not what was written: it must be made anew from the events. */
export class StateCorrupted extends Error {
  override readonly name = 'StateCorrupted';
}

const FORMAT = 1;

/** A state as its compact row, with the salt as a column has it. */
export function packState(state: SubjectState): StateRow {
  return { epoch: state.version, salt: saltText(state), state: packBytes(state) };
}

/** The salt of a state as a UUID. */
export function saltText({ salt }: SubjectState): string {
  return uuidText(saltBytes(salt));
}

/** The bytes of a row. Consents are packed; what is rare is JSON; a checksum covers salt and epoch as well. */
export function packBytes(state: SubjectState): Uint8Array {
  const { version, salt, consents, objections, restrictions, notices, relationships } = state;
  const to = new ByteWriter();
  to.byte(FORMAT);
  to.count(consents.length);
  let before: ConsentState | undefined;
  for (const consent of consents) {
    writeConsent(to, consent, before);
    before = consent;
  }
  const lists = [objections, restrictions, notices, relationships];
  if (lists.some((list) => list.length > 0)) to.text(JSON.stringify(lists));
  to.uint32(checksum(to.written(), saltBytes(salt), version));
  return to.written();
}

/** The state of a row. Throws {@link StateCorrupted}. */
export function unpackState(row: StateRow): SubjectState {
  const bytes = Buffer.from(row.state.buffer, row.state.byteOffset, row.state.byteLength);
  const salt = uuidBytes(row.salt);
  const body = bytes.subarray(0, Math.max(0, bytes.length - 4));
  if (body.length === 0 || bytes.readUInt32BE(body.length) !== checksum(body, salt, row.epoch)) {
    throw new StateCorrupted('The checksum of a state does not fit');
  }
  try {
    return read(body, salt, row.epoch);
  } catch {
    throw new StateCorrupted('The bytes of a state cannot be read');
  }
}

function read(body: Uint8Array, salt: Buffer, version: number): SubjectState {
  const from = byteReader(body);
  if (from.byte() !== FORMAT) throw new RangeError('Not a format of ours');
  const consents: ConsentState[] = [];
  for (let count = from.count(); count > 0; count--) {
    consents.push(readConsent(from, consents.at(-1)));
  }
  const [objections, restrictions, notices, relationships] =
    from.left > 0 ? rareOf(from.text()) : NONE;
  return Object.freeze({
    version,
    salt: salt.toString('base64url'),
    consents: Object.freeze(consents),
    objections,
    restrictions,
    notices,
    relationships,
  });
}

type Rare = readonly [
  SubjectState['objections'],
  SubjectState['restrictions'],
  SubjectState['notices'],
  SubjectState['relationships'],
];

const EMPTY = Object.freeze([]);
const NONE: Rare = [EMPTY, EMPTY, EMPTY, EMPTY];

/** Lists that `packState` wrote, which the checksum vouches for. */
function rareOf(json: string): Rare {
  const lists: Rare = JSON.parse(json);
  for (const list of lists) deepFreeze(list);
  return lists;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) deepFreeze(part);
  Object.freeze(value);
}

function saltBytes(salt: string): Buffer {
  const bytes = Buffer.from(salt, 'base64url');
  if (bytes.length !== 16) throw new RangeError('A salt has 16 bytes');
  return bytes;
}

function checksum(body: Uint8Array, salt: Uint8Array, epoch: number): number {
  return crc32(body, crc32(salt, epoch >>> 0));
}
