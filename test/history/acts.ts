import type { Operation, OperationKind } from './operation.ts';

/** One change of a consent, as the process that made it saw it, over all its attempts. */
export interface Act {
  readonly id: string;
  readonly process: string;
  readonly kind: Exclude<OperationKind, 'ask'>;
  readonly subject: string;
  readonly purpose: string;
  /** When it was first sent: it cannot have been stored before. */
  begun: number;
  /** When it was first acknowledged: it was stored by then. Infinity where no answer came. */
  acknowledged: number;
  /** Refused before anything was sent: it must not be stored. */
  refused: boolean;
}

/** Gathers the changes of all processes by event id; asks are passed over. */
export function noteAct(acts: Map<string, Act>, operation: Operation): void {
  const { kind, eventId: id, process, subject, purpose, startedAt, endedAt, outcome } = operation;
  if (kind === 'ask') return;
  if (id === undefined) throw new Error('A change without an event id cannot be checked');
  const act = acts.get(id) ?? {
    id,
    process,
    kind,
    subject,
    purpose,
    begun: startedAt,
    acknowledged: Number.POSITIVE_INFINITY,
    refused: false,
  };
  acts.set(id, act);
  act.begun = Math.min(act.begun, startedAt);
  if (outcome === 'stored' && endedAt !== undefined) {
    act.acknowledged = Math.min(act.acknowledged, endedAt);
  }
  if (outcome === 'failed') act.refused = true;
}
