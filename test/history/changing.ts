import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPrivacyError } from '@lawful/core';
import { clock } from './clock.ts';
import type { Operation } from './operation.ts';
import { EVIDENCE, type HistoryPrivacy, type HistoryPurpose } from './policy.ts';
import { between, type Random } from './random.ts';

/** What a change is made of. */
export interface Changing {
  readonly process: string;
  readonly privacy: HistoryPrivacy;
  readonly random: Random;
  readonly write: (operation: Operation) => void;
  /** Whether this process is to end: then nothing is tried again. */
  readonly ending: () => boolean;
}

/** One change, with the id that all its attempts share. */
export type Change = Pick<Operation, 'subject'> & {
  readonly kind: 'give' | 'withdraw' | 'refuse' | 'give without evidence';
  readonly purpose: HistoryPurpose;
};

/** Errors that say that nothing was sent to the database. */
const REFUSED: ReadonlySet<string> = new Set(['consent-not-valid', 'right-not-applicable']);

/** Attempts at a change whose answer does not come. */
const ATTEMPTS = 6;

/**
 * Makes a change as a careful client does: without an answer it tries again under the same id. Now and then it sends
 * the same change twice at once, or once more after it was acknowledged, or gives up without ever knowing.
 */
export async function change(changing: Changing, asked: Change): Promise<void> {
  const { random, ending } = changing;
  const id = randomUUID();
  const twice = random() < 0.05;
  for (let attempt = 1; attempt <= ATTEMPTS && !ending(); attempt++) {
    const outcomes = await Promise.all([
      send(changing, asked, id),
      ...(twice ? [send(changing, asked, id)] : []),
    ]);
    if (outcomes.includes('failed')) return;
    if (outcomes.includes('stored')) {
      if (random() < 0.1) await send(changing, asked, id);
      return;
    }
    if (random() < 0.1) return;
    await sleep(between(random, 50, 1_500));
  }
}

async function send(
  { process, privacy, write }: Changing,
  { kind, subject, purpose }: Change,
  id: string,
): Promise<Operation['outcome']> {
  const sent: Operation = {
    process,
    kind: kind === 'give without evidence' ? 'give' : kind,
    subject,
    purpose,
    eventId: id,
    startedAt: clock(),
    outcome: 'unknown',
  };
  write(sent);
  const answer = await answerOf(() => act(privacy, kind, subject, purpose, id));
  write({ ...sent, endedAt: clock(), ...answer });
  return answer.outcome;
}

function act(
  { rights }: HistoryPrivacy,
  kind: Change['kind'],
  subject: string,
  purpose: HistoryPurpose,
  id: string,
): Promise<unknown> {
  const evidence = { ...EVIDENCE, explicit: purpose === 'research' };
  switch (kind) {
    case 'give':
      return rights.give(subject, purpose, evidence, { id });
    case 'give without evidence':
      return rights.give(subject, purpose, {}, { id });
    case 'refuse':
      return rights.refuse(subject, purpose, evidence, { id });
    case 'withdraw':
      return rights.withdraw(subject, purpose, {}, { id });
  }
}

/** Anything but a coded error is a fault of ours, and ends the process. */
async function answerOf(
  call: () => Promise<unknown>,
): Promise<Pick<Operation, 'outcome' | 'reason'>> {
  try {
    await call();
    return { outcome: 'stored' };
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return { outcome: REFUSED.has(error.code) ? 'failed' : 'unknown', reason: error.code };
  }
}
