import type { CompiledQuestion } from '../decide/compile-question.ts';
import { decide } from '../decide/decide.ts';
import { DENY_REASONS, type Decision, type Denial } from '../decide/decision.ts';
import type { SubjectView } from '../decide/view.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable, Clock } from '../ports.ts';
import { isPromise } from './deadline.ts';
import type { Keep } from './minimise/walk.ts';
import type { Recorder } from './recorder.ts';
import type { RoutePlan } from './route-plan.ts';
import type { SubjectViews } from './subject-views.ts';
import type { UnitOfWork } from './unit.ts';

/** Whether a purpose is enforced, or only observed: what would be refused is recorded and let through. */
export type Mode = 'enforce' | 'observe';

/** What a gate is made of. */
export interface GateParts {
  readonly views: SubjectViews;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly modeOf: (purpose: string) => Mode;
}

/** What the gate let through, and on which grounds; kept for the answer. */
export interface Admission {
  readonly plan: RoutePlan;
  readonly asked: CompiledQuestion;
  readonly decision: Decision;
  /** `undefined` where each element of the answer has a subject of its own, or nobody is named. */
  readonly view: SubjectView | undefined;
  readonly observing: boolean;
}

/** Stands before every processing: decides, has the decision recorded, and only then lets go on. */
export interface Gate {
  /** Admits one unit of work, or throws the {@link PrivacyError} that the refusal becomes. */
  admit(unit: UnitOfWork, plan: RoutePlan, dropped: number): Awaitable<Admission>;
  /**
   * Which of many subjects' elements may be served for an admitted purpose. Throws `state-unknown` where that depends
   * on states that cannot be read: a failure never looks like a shorter list.
   */
  admitEach(unit: UnitOfWork, admission: Admission, subjects: ReadonlySet<string>): Awaitable<Keep>;
}

/** Makes the gate of one `createPrivacy`. */
export function createGate({ views, recorder, clock, modeOf }: GateParts): Gate {
  const conclude = (
    unit: UnitOfWork,
    plan: RoutePlan,
    asked: CompiledQuestion,
    view: SubjectView | undefined,
    decision: Decision,
    readAt: number,
    now: number,
    dropped: number,
  ): Awaitable<Admission> => {
    const observing = modeOf(plan.purpose) === 'observe';
    const observed = decision.outcome === 'deny' && observing;
    const { question } = asked;
    const accepted = recorder.decision(unit, {
      question,
      decision,
      view,
      readAt,
      now,
      dropped,
      observed,
    });
    const admission = { plan, asked, decision, view, observing };
    const admit = (): Admission =>
      decision.outcome === 'deny' && !observing ? refuse(decision) : admission;
    return accepted === undefined ? admit() : accepted.then(admit);
  };

  /** Records denials of elements, each kind once. Throws the first one, unless it is only observed. */
  const tellEach = async (
    unit: UnitOfWork,
    { question }: CompiledQuestion,
    denials: readonly Denial[],
    observed: boolean,
    now: number,
  ): Promise<void> => {
    for (const decision of denials) {
      const facts = { question, decision, view: undefined, readAt: now, now, dropped: 0, observed };
      await recorder.decision(unit, facts);
      if (!observed) refuse(decision);
    }
  };

  return {
    admit: (unit, plan, dropped) => {
      const readAt = clock();
      unit.purpose = plan.purpose;
      unit.catalogue = plan.catalogue;
      const asked = plan.askedBy(unit, readAt);
      const withView = (view: SubjectView, now: number): Awaitable<Admission> =>
        conclude(unit, plan, asked, view, decide(asked, view, now), readAt, now, dropped);
      if (plan.mode === 'new') return withView(views.newcomer(plan.catalogue, readAt), readAt);
      if (plan.mode === 'self' && unit.subject !== undefined) {
        const view = views.of(plan.catalogue, unit.subject, readAt);
        // A store takes its time: a consent may have expired meanwhile.
        return isPromise(view) ? view.then((it) => withView(it, clock())) : withView(view, readAt);
      }
      // Nobody is named whose data this would be: nothing is permitted, save where each element names somebody.
      const decision = plan.mode === 'each' ? withoutSubject(asked) : asked.denial('actor_unknown');
      return conclude(unit, plan, asked, undefined, decision, readAt, readAt, dropped);
    },
    admitEach: (unit, { plan, asked, observing }, subjects) => {
      const now = clock();
      const named = [...subjects];
      const keepOf = (all: readonly SubjectView[]): Awaitable<Keep> => {
        const { permitted, denials } = decideEach(asked, named, all, now);
        const told = observing ? denials : denials.filter((it) => it.reason === 'state_unknown');
        if (told.length > 0) return tellEach(unit, asked, told, observing, now).then(() => ALL);
        if (observing) return ALL;
        return (subject) => subject !== undefined && permitted.has(subject);
      };
      const all = views.ofMany(plan.catalogue, named, now);
      return isPromise(all) ? all.then(keepOf) : keepOf(all);
    },
  };
}

/** What an observed purpose serves: everybody's elements, and nobody's. */
const ALL: Keep = () => true;

/** Throws what a denial becomes at the edge. */
function refuse(decision: Denial): never {
  throw new PrivacyError(DENY_REASONS[decision.reason].problem, {
    what: decision.purpose,
    decision,
  });
}

/** What stands whoever the subject is; the rest is decided per element. */
function withoutSubject(asked: CompiledQuestion): Decision {
  return asked.blocked === undefined ? asked.permitFor('per_subject') : asked.denial(asked.blocked);
}

/** Who of many is permitted, and the denials of the others, each kind once: a list is evidence once, not per row. */
function decideEach(
  asked: CompiledQuestion,
  named: readonly string[],
  all: readonly SubjectView[],
  now: number,
): { readonly permitted: ReadonlySet<string>; readonly denials: readonly Denial[] } {
  const permitted = new Set<string>();
  const denials = new Set<Denial>();
  for (const [index, subject] of named.entries()) {
    const view = all[index];
    const decision = view === undefined ? asked.denial('state_unknown') : decide(asked, view, now);
    if (decision.outcome === 'allow') permitted.add(subject);
    else denials.add(decision);
  }
  return { permitted, denials: [...denials] };
}
