/** Whether a text says an instant as core does, so that its milliseconds say it all. */
export function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= 0 && ms < LATEST_MS && new Date(ms).toISOString() === text;
}

/** Whether an id is a UUID in its usual form. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

/** The 16 bytes of a UUID in its usual form. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** 16 bytes as a UUID, whatever version they claim to be. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** The end of what a date can hold in the form with four digits of a year. */
const LATEST_MS = Date.UTC(10_000, 0, 1);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
