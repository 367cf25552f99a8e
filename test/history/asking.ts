import {
  type AuditRecord,
  type Decision,
  isPrivacyError,
  type Ledger,
  type Processing,
} from '@lawful/core';
import { clock } from './clock.ts';
import type { Operation } from './operation.ts';
import type { HistoryPrivacy, HistoryPurpose } from './policy.ts';

/** A ledger that keeps nothing but the last decision about each unit of work, until it is asked for. */
export function decisionsOnly(): Ledger & { taken(unit: string): AuditRecord | undefined } {
  const records = new Map<string, AuditRecord>();
  let index = 0;
  return {
    volatile: true,
    append: (record) => {
      if (record.kind === 'decision') records.set(record.unit, record);
      return index++;
    },
    read: async function* () {},
    subscribe: () => () => {},
    taken: (unit) => {
      const record = records.get(unit);
      records.delete(unit);
      return record;
    },
  };
}

/** What an ask is made of. */
export interface Asking {
  readonly process: string;
  readonly privacy: HistoryPrivacy;
  readonly processings: Readonly<Record<HistoryPurpose, Processing>>;
  readonly bounds: Readonly<Record<HistoryPurpose, number | undefined>>;
  readonly ledger: ReturnType<typeof decisionsOnly>;
  readonly write: (operation: Operation) => void;
}

/** Asks whether a purpose may be pursued now, and writes down the answer. */
export async function ask(
  { process, privacy, processings, bounds, ledger, write }: Asking,
  subject: string,
  purpose: HistoryPurpose,
): Promise<void> {
  const unit = privacy.open({ subject });
  const startedAt = clock();
  const answer = await answerOf(() => processings[purpose].begin(unit, {}));
  const endedAt = clock();
  const bound = bounds[purpose];
  const age = ledger.taken(unit.id)?.consentAgeMs;
  write({
    process,
    kind: 'ask',
    subject,
    purpose,
    startedAt,
    endedAt,
    ...answer,
    ...(age === undefined ? {} : { ageMs: age }),
    ...(bound === undefined ? {} : { boundMs: bound }),
  });
}

/** Anything but a refusal is a fault of ours, and ends the process. */
async function answerOf(begin: () => unknown): Promise<Pick<Operation, 'outcome' | 'reason'>> {
  try {
    await begin();
    return { outcome: 'allow' };
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    const decision = error.details.decision as Decision | undefined; // what the gate puts there
    return { outcome: 'deny', reason: decision?.reason ?? error.code };
  }
}
