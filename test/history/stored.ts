import type { Act } from './acts.ts';
import type { StoredEvent } from './operation.ts';
import type { Violations } from './verdict.ts';

/** The type under which each kind of change is stored. */
const TYPE = { give: 'consent.given', withdraw: 'consent.withdrawn', refuse: 'consent.refused' };

/**
 * Brings the database's events together with the changes that the processes made, and checks everything but permits.
 * Returns, for each subject, its changes in the database's own order.
 */
export function checkStored(
  events: Iterable<StoredEvent>,
  acts: ReadonlyMap<string, Act>,
  violations: Violations,
): ReadonlyMap<string, readonly Act[]> {
  const seen = new Set<string>();
  const histories = new Map<string, StoredEvent[]>();
  for (const stored of events) {
    const { id } = stored.event;
    if (seen.has(id)) violations.found('event-once', `event ${id} of ${stored.subject}`);
    seen.add(id);
    const key = `${stored.tenant.length}:${stored.tenant}${stored.subject}`;
    const history = histories.get(key) ?? [];
    histories.set(key, history);
    history.push(stored);
  }
  for (const act of acts.values()) checkPresence(act, seen.has(act.id), violations);
  const ordered = new Map<string, readonly Act[]>();
  for (const history of histories.values()) {
    history.sort((one, other) => one.seq - other.seq);
    checkSequence(history, violations);
    const known = history.map((stored) => actOf(stored, acts, violations));
    checkOrder(known, violations);
    ordered.set(known[0]?.subject ?? '', known);
  }
  return ordered;
}

function checkPresence(act: Act, stored: boolean, violations: Violations): void {
  if (act.acknowledged < Number.POSITIVE_INFINITY && !stored) {
    violations.found('acknowledged-event-kept', `${describe(act)} is lost`);
  }
  if (act.refused && stored) violations.found('refused-event-absent', describe(act));
}

function checkSequence(history: readonly StoredEvent[], violations: Violations): void {
  for (const [index, { subject, seq }] of history.entries()) {
    if (seq === index + 1) continue;
    violations.found('sequence-dense', `${subject} has ${seq} where ${index + 1} is due`);
    return;
  }
}

/** Read backwards: nothing that comes later may have been acknowledged before this was begun. */
function checkOrder(history: readonly Act[], violations: Violations): void {
  let later: Act | undefined;
  for (const act of history.toReversed()) {
    if (later !== undefined && later.acknowledged < act.begun) {
      violations.found('order-kept', `${describe(later)} comes after ${describe(act)}`);
    }
    if (later === undefined || act.acknowledged < later.acknowledged) later = act;
  }
}

/** The change behind a stored event; where nobody made it, one that says nothing of its time. */
function actOf(
  { subject, event }: StoredEvent,
  acts: ReadonlyMap<string, Act>,
  violations: Violations,
): Act {
  const act = acts.get(event.id);
  const asSent =
    act?.subject === subject && act.purpose === event.purpose && TYPE[act.kind] === event.type;
  if (act !== undefined && asSent) return act;
  violations.found('event-asked-for', `event ${event.id} of ${subject}: ${event.type}`);
  return {
    id: event.id,
    process: 'nobody',
    kind: event.type === TYPE.give ? 'give' : 'withdraw',
    subject,
    purpose: event.purpose ?? '',
    begun: Number.NEGATIVE_INFINITY,
    acknowledged: Number.POSITIVE_INFINITY,
    refused: false,
  };
}

/** One change in words. */
function describe({ process, kind, subject, purpose, id, begun, acknowledged }: Act): string {
  const times = `begun ${begun.toFixed(3)}, acknowledged ${acknowledged.toFixed(3)}`;
  return `${kind} ${purpose} of ${subject} by process ${process} (${id}, ${times})`;
}
