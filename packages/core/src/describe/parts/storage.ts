import type { PolicyInput } from '../../declare/policy-input.ts';

/** Where data are stored (`dpv:StorageLocation`). */
export interface StorageLocation {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Id of the recipient that runs it. */
  readonly recipient?: string;
}

/** The places of storage that a policy names. */
export function storageOf({ storage }: PolicyInput): readonly StorageLocation[] {
  return Object.entries(storage ?? {}).map(([id, { country, recipient }]) => ({
    id,
    country,
    ...(recipient !== undefined && { recipient }),
  }));
}
