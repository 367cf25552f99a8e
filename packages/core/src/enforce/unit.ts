import type { Catalogue } from '../catalogue/catalogue.ts';
import type { QuestionActor } from '../decide/question.ts';
import { PrivacyError } from '../errors.ts';
import { createSightings, type Sightings } from './redact/sightings.ts';

/** Who acts in a unit of work: the question's part, and an id that only ever leaves as a pseudonym. */
export interface Actor extends QuestionActor {
  readonly id?: string;
}

/** What opening a unit of work takes. */
export interface UnitFacts {
  /** Id of the data subject, where it is known already. */
  readonly subject?: string | undefined;
  readonly actor?: Actor | undefined;
  readonly tenant?: string | undefined;
  /** The consent epoch that the subject's session has seen: what it changed itself counts at once, in every process. */
  readonly consentEpoch?: number | undefined;
  /** Global Privacy Control was signalled. */
  readonly gpc?: boolean | undefined;
  /** Route pattern, `GET /orders/:id`; never the URL. */
  readonly route?: string | undefined;
  readonly trace?: { readonly traceId: string; readonly spanId: string } | undefined;
}

/** One request, job or message: who acts, about whom, for what, under which policy. */
export interface UnitOfWork {
  /** UUIDv7. */
  readonly id: string;
  subject: string | undefined;
  actor: Actor;
  tenant: string | undefined;
  /** Grows when the subject exercises a right within the unit. */
  consentEpoch: number | undefined;
  readonly gpc: boolean;
  route: string | undefined;
  readonly trace: { readonly traceId: string; readonly spanId: string } | undefined;
  /** Set by the gate. */
  purpose: string | undefined;
  catalogue: Catalogue | undefined;
  /** Personal values seen so far; redacted from every text that leaves. */
  readonly sightings: Sightings;
}

/** Opens a unit of work. Whoever is not named is anonymous. */
export function openUnit(id: string, facts: UnitFacts): UnitOfWork {
  const sightings = createSightings();
  return {
    id,
    subject: facts.subject,
    actor: facts.actor ?? (facts.subject === undefined ? ANONYMOUS : THE_SUBJECT),
    tenant: facts.tenant,
    consentEpoch: facts.consentEpoch,
    gpc: facts.gpc ?? false,
    route: facts.route,
    trace: facts.trace,
    purpose: undefined,
    catalogue: undefined,
    sightings,
  };
}

/** Says who asks and about whom, in a unit that was opened before the application knew. */
export function identify(
  unit: UnitOfWork,
  {
    subject,
    actor,
    tenant,
    consentEpoch,
  }: Pick<UnitFacts, 'subject' | 'actor' | 'tenant' | 'consentEpoch'>,
): UnitOfWork {
  unit.subject = subject;
  unit.actor = actor ?? (subject === undefined ? ANONYMOUS : THE_SUBJECT);
  unit.tenant = tenant;
  noteEpoch(unit, consentEpoch);
  return unit;
}

/** Notes a consent epoch that the session has seen; never goes back. */
export function noteEpoch(unit: UnitOfWork, epoch: number | undefined): void {
  if (epoch !== undefined && epoch > (unit.consentEpoch ?? -1)) unit.consentEpoch = epoch;
}

/** Binds the subject whom a route has just created. Once: for another one `subject-mismatch` is thrown. */
export function bindSubject(unit: UnitOfWork, subject: string): void {
  if (unit.subject !== undefined && unit.subject !== subject) {
    throw new PrivacyError('subject-mismatch', {
      what: 'the unit of work is about another subject',
    });
  }
  unit.subject = subject;
  unit.sightings.noteValue(subject);
}

const ANONYMOUS: Actor = Object.freeze({ type: 'anonymous' });
const THE_SUBJECT: Actor = Object.freeze({ type: 'data-subject' });
