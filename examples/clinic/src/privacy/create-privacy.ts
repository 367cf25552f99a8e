import { createPrivacy, type LedgerEntry, type Privacy, type SubjectStore } from '@lawful/core';
import type { DataSource } from 'typeorm';
import { models } from './models.ts';
import { type Purpose, policy } from './policy.ts';
import { createSources } from './sources.ts';

/** A busy database must not be mistaken for one that is down. */
const DEADLINE_MS = 3_000;

/** The policy at work: what the module, the export and the logger share. */
export type ClinicPrivacy = Privacy<Purpose>;

/** Puts the policy to work over the practice's own data. */
export function createClinicPrivacy(options: {
  readonly dataSource: DataSource;
  readonly store: SubjectStore;
  readonly relays: readonly ((entry: LedgerEntry) => void)[];
  readonly warn: (text: string) => void;
}): ClinicPrivacy {
  const { dataSource, store, relays, warn } = options;
  return createPrivacy({
    policy,
    models,
    store,
    sources: createSources(dataSource),
    deadline: DEADLINE_MS,
    relays,
    warn,
  });
}
