import { PrivacyError, type SubjectStore } from '@lawful/core';
import type { DatabaseSource } from '../database/database.ts';

/** What a store says of itself at start. */
export function durabilityOf(source: DatabaseSource): Pick<SubjectStore, 'volatile' | 'warning'> {
  const directory = embeddedIn(source);
  if (directory === undefined) return { volatile: false };
  if (directory === IN_MEMORY) return { volatile: true };
  return {
    volatile: false,
    warning:
      'consents are in embedded PGlite, which never waits for the disk: a crash of the machine can lose them. Use PostgreSQL in production',
  };
}

/**
 * Embedded PGlite on disk makes no call of fsync (measured), so what it has acknowledged may not survive: good for a
 * laptop, not for evidence.
 *
 * @throws PrivacyError `store-not-durable`
 */
export function assertDurable(source: DatabaseSource): void {
  if (embeddedIn(source) !== undefined && process.env.NODE_ENV === 'production') {
    throw new PrivacyError('store-not-durable');
  }
}

const IN_MEMORY = 'memory';

function embeddedIn(source: DatabaseSource): string | undefined {
  if (!('waitReady' in source)) return undefined;
  const { dataDir } = source;
  return dataDir === undefined || dataDir.startsWith('memory://') ? IN_MEMORY : dataDir;
}
