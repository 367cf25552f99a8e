import type { ConsentScope, SubjectEvent } from './event.ts';
import { sameScope, scopeOf } from './scope.ts';
import type { ObjectionState } from './state.ts';

type Filed = Extract<SubjectEvent, { type: 'objection.filed' }>;
type Settled = Extract<SubjectEvent, { type: `objection.${string}` }>;
type Objections = readonly ObjectionState[];

/**
 * An objection: pending until it is assessed (Art. 21(1)), upheld at once where it is final (Art. 21(2)–(3)).
 * One that already stands keeps its date; after an override it is a new one.
 */
export function objectionFiled(objections: Objections, event: Filed): Objections | undefined {
  const status = before(objections, event)?.status;
  if (status === 'upheld' || (status === 'pending' && !event.final)) return undefined;
  return withLatest(objections, event, event.final ? 'upheld' : 'pending');
}

/** An objection that is upheld; without one before, it stands all the same. */
export function objectionUpheld(objections: Objections, event: Settled): Objections | undefined {
  if (before(objections, event)?.status === 'upheld') return undefined;
  return withLatest(objections, event, 'upheld');
}

/** Only a pending objection can be overridden: one to direct marketing is upheld and stays so. */
export function objectionOverridden(
  objections: Objections,
  event: Settled,
): Objections | undefined {
  if (before(objections, event)?.status !== 'pending') return undefined;
  return withLatest(objections, event, 'overridden');
}

/** The data subject takes the objection back, in exactly the scope in which it was filed. */
export function objectionLifted(objections: Objections, event: Settled): Objections | undefined {
  if (before(objections, event) === undefined) return undefined;
  return Object.freeze(objections.filter((it) => !sameScope(it, event)));
}

function before(objections: Objections, scope: ConsentScope): ObjectionState | undefined {
  return objections.find((it) => sameScope(it, scope));
}

function withLatest(
  objections: Objections,
  event: Settled,
  status: ObjectionState['status'],
): Objections {
  const entry = Object.freeze({
    ...scopeOf(event),
    status,
    since: event.at,
    recordId: event.id,
  });
  return Object.freeze([...objections.filter((it) => !sameScope(it, event)), entry]);
}
