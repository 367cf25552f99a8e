import type { Actor, Privacy, UnitOfWork } from '@lawful/core';
import type { Reached } from './nest-metadata.ts';
import type { HandlerOptions } from './processing-metadata.ts';

/** Opens the unit of work of one call. @param outer the one that the caller belongs to, where there is one */
export type OpenCall = (args: readonly unknown[], outer: UnitOfWork | undefined) => UnitOfWork;

/**
 * Says whose data a call is about, and who acts. Whom the arguments do not name is nobody: the call is then denied, and
 * that is recorded.
 */
export function openCalls(
  privacy: Pick<Privacy, 'open'>,
  subject: HandlerOptions['subject'],
  reached: Reached,
): OpenCall {
  const subjectOf = (args: readonly unknown[], outer: UnitOfWork | undefined) =>
    typeof subject === 'function' ? named(subject, args) : outer?.subject;
  return (args, outer) => {
    const id = subjectOf(args, outer);
    return privacy.open({
      subject: id,
      actor: outer === undefined ? alone(reached, id) : actorIn(outer, id, reached),
      tenant: outer?.tenant,
      // What a session has seen is about its own subject.
      consentEpoch: outer?.subject === id ? outer?.consentEpoch : undefined,
      gpc: outer?.gpc,
      trace: outer?.trace,
      route: outer?.route,
    });
  };
}

/** A job without data has no subject, and a function that reads it throws: nobody is named, in either case. */
function named(subject: (...args: never[]) => unknown, args: readonly unknown[]) {
  try {
    const id: unknown = Reflect.apply(subject, undefined, args);
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whoever asked acts in what comes of it. But a data subject is that for one person: asking about another one, they are
 * nobody; where the application calls on about another one, it acts itself.
 */
function actorIn({ actor, subject }: UnitOfWork, id: string | undefined, reached: Reached): Actor {
  if (actor.type !== 'data-subject' || subject === id) return actor;
  return reached === 'by resolver' ? NOBODY : THE_APPLICATION;
}

const NOBODY: Actor = Object.freeze({ type: 'anonymous' });
const THE_APPLICATION: Actor = Object.freeze({ type: 'service' });

/**
 * Who acts where nobody has asked: in a job about somebody, that person, as in `privacy.run`; in one about many, or
 * about nobody, the application. What sends a message is another application, which need not know where somebody's
 * consent stands.
 */
function alone(reached: Reached, id: string | undefined): Actor | undefined {
  if (reached === 'by message') return THE_APPLICATION;
  return reached === 'by call' && id === undefined ? THE_APPLICATION : undefined;
}
