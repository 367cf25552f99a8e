import { createPrivacy, memorySubjectStore } from '@lawful/core';
import { lawfulExpress } from '@lawful/express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { SUBJECT_HEADER } from '../workload/echo.ts';
import { NOW, PURPOSE, type SubjectFacts } from '../workload/subjects.ts';
import { Entry, models, policy } from './declarations.ts';
import { eventsOf } from './events.ts';

/** What an application mounts before and after its routes, and what it puts before the one that takes and gives personal data. */
export interface Mounted {
  readonly before: readonly RequestHandler[];
  readonly after: readonly ErrorRequestHandler[];
  readonly echoRoute: readonly RequestHandler[];
}

/**
 * The full middleware: context, gate, minimise in and out, record. Store and ledger are the ones
 * in memory, which answer at once; no span is exported.
 */
export function createMiddleware(subjects: readonly SubjectFacts[]): Mounted {
  const store = memorySubjectStore();
  for (const facts of subjects) {
    for (const event of eventsOf(facts)) void store.append(facts.id, event);
  }
  // The clock runs, from the instant at which the consents of the workload are looked at.
  const ahead = Date.now() - NOW;
  const privacy = createPrivacy({
    policy,
    models,
    store,
    clock: () => Date.now() - ahead,
    warn: () => undefined,
  });
  const lawful = lawfulExpress(privacy, {
    subject: ({ headers }) => {
      const subject = headers[SUBJECT_HEADER];
      return typeof subject === 'string' ? subject : undefined;
    },
  });
  return {
    before: [],
    after: [lawful.errors()],
    echoRoute: [lawful.processing(PURPOSE, { body: Entry, returns: Entry })],
  };
}
