import type { CompiledQuestion } from '../decide/compile-question.ts';
import { decide } from '../decide/decide.ts';
import { DENY_REASONS, type Decision, type Denial } from '../decide/decision.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable, Clock, ReadNeeds } from '../ports.ts';
import { decideEach } from './decide-each.ts';
import type { Keep } from './minimise/walk.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import type { RoutePlan } from './route-plan.ts';
import type { Known, SubjectViews } from './subject-views.ts';
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
export interface Admission extends DecisionFacts {
  readonly plan: RoutePlan;
  /** Whether what would be refused is let through. */
  readonly observing: boolean;
}

/** Whose elements of a list may be served, and by how many milliseconds what was known of anybody in it may lie behind. */
export interface AdmittedEach {
  readonly keep: Keep;
  /** `undefined` where nothing was read, or the state of somebody is unknown. */
  readonly ageMs: number | undefined;
}

/** Stands before every processing: decides, has the decision recorded, and only then lets go on. */
export interface Gate {
  /** Admits one unit of work at the instant `askedAt`, or throws the {@link PrivacyError} that the refusal becomes. */
  admit(unit: UnitOfWork, plan: RoutePlan, dropped: number, askedAt: number): Awaitable<Admission>;
  /**
   * Which of many subjects' elements may be served for an admitted purpose. Throws `state-unknown` where that depends
   * on states that cannot be read: a failure never looks like a shorter list.
   */
  admitEach(
    unit: UnitOfWork,
    admission: Admission,
    subjects: ReadonlySet<string>,
  ): Awaitable<AdmittedEach>;
}

/** Makes the gate of one `createPrivacy`. */
export function createGate({ views, recorder, clock, modeOf }: GateParts): Gate {
  const conclude = (
    unit: UnitOfWork,
    plan: RoutePlan,
    asked: CompiledQuestion,
    decision: Decision,
    known: Known | undefined,
    now: number,
    dropped: number,
  ): Awaitable<Admission> => {
    const observing = modeOf(plan.purpose) === 'observe';
    const admission: Admission = {
      plan,
      asked,
      decision,
      view: known?.view,
      ageMs: known?.ageMs,
      now,
      dropped,
      observing,
      observed: decision.outcome === 'deny' && observing,
    };
    const accepted = recorder.decision(unit, admission);
    return accepted === undefined ? letIn(admission) : letInAfter(accepted, admission);
  };

  /** A store takes its time: a consent may have expired meanwhile. */
  const concludeLater = async (
    unit: UnitOfWork,
    plan: RoutePlan,
    asked: CompiledQuestion,
    reading: Promise<Known>,
    askedAt: number,
    dropped: number,
  ): Promise<Admission> => {
    const { view, ageMs } = await reading;
    const now = clock();
    const known = { view, ageMs: withWait(ageMs, now - askedAt) };
    return conclude(unit, plan, asked, decide(asked, view, now), known, now, dropped);
  };

  /** Records denials of elements, each kind once. Throws the first one, unless it is only observed. */
  const tellEach = async (
    unit: UnitOfWork,
    asked: CompiledQuestion,
    denials: readonly Denial[],
    observed: boolean,
    now: number,
  ): Promise<void> => {
    for (const decision of denials) {
      await recorder.decision(unit, { ...OF_NOBODY, asked, decision, now, observed });
      if (!observed) refuse(decision);
    }
  };

  return {
    admit: (unit, plan, dropped, askedAt) => {
      unit.purpose = plan.purpose;
      unit.catalogue = plan.catalogue;
      const asked = plan.askedBy(unit, askedAt);
      if (plan.mode === 'new') {
        const view = views.newcomer(plan.catalogue, askedAt);
        const decision = decide(asked, view, askedAt);
        return conclude(unit, plan, asked, decision, { view, ageMs: 0 }, askedAt, dropped);
      }
      if (plan.mode === 'self' && unit.subject !== undefined) {
        const known = views.of(plan.catalogue, unit.subject, needsOf(unit, asked), askedAt);
        if (!('view' in known)) return concludeLater(unit, plan, asked, known, askedAt, dropped);
        const decision = decide(asked, known.view, askedAt);
        return conclude(unit, plan, asked, decision, known, askedAt, dropped);
      }
      // Nobody is named whose data this would be: nothing is permitted, save where each element names somebody.
      const decision = plan.mode === 'each' ? withoutSubject(asked) : asked.denial('actor_unknown');
      return conclude(unit, plan, asked, decision, undefined, askedAt, dropped);
    },
    admitEach: (unit, { plan, asked, observing }, subjects) => {
      const now = clock();
      const named = [...subjects];
      const admittedOf = (all: readonly Known[]): Awaitable<AdmittedEach> => {
        const { permitted, denials, ageMs } = decideEach(asked, named, all, now);
        const told = observing ? denials : denials.filter((it) => it.reason === 'state_unknown');
        const everybody = { keep: ALL, ageMs: withWait(ageMs, clock() - now) };
        if (told.length > 0)
          return tellEach(unit, asked, told, observing, now).then(() => everybody);
        if (observing) return everybody;
        return {
          ...everybody,
          keep: (subject) => subject !== undefined && permitted.has(subject),
        };
      };
      // What the session has seen is about its own subject, and nobody else in the list.
      const seen = unit.subject !== undefined && subjects.has(unit.subject);
      const all = views.ofMany(plan.catalogue, named, needsOf(unit, asked, seen), now);
      return 'length' in all ? admittedOf(all) : all.then(admittedOf);
    },
  };
}

/** What the question demands of a reading, and what this unit of work adds: whose tenant, and what its session has seen. */
function needsOf(
  { tenant, consentEpoch }: UnitOfWork,
  { needs }: CompiledQuestion,
  ownSession = true,
): ReadNeeds {
  const seen = ownSession ? consentEpoch : undefined;
  return tenant === undefined && seen === undefined
    ? needs
    : { tenant, maxStaleness: needs.maxStaleness, seen };
}

/** The age of a reading once it was waited for; a clock that jumps backwards makes nothing younger. */
function withWait(ageMs: number | undefined, waited: number): number | undefined {
  return ageMs === undefined ? undefined : ageMs + Math.max(0, waited);
}

/** What a decision is recorded with that is about many. */
const OF_NOBODY = { view: undefined, ageMs: undefined, dropped: 0 };

/** What an observed purpose serves: everybody's elements, and nobody's. */
const ALL: Keep = () => true;

/** Lets in what is permitted or only observed; throws the refusal otherwise. */
function letIn(admission: Admission): Admission {
  const { decision, observing } = admission;
  return decision.outcome === 'deny' && !observing ? refuse(decision) : admission;
}

async function letInAfter(accepted: Promise<void>, admission: Admission): Promise<Admission> {
  await accepted;
  return letIn(admission);
}

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
