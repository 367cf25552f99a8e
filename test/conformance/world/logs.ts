import { Console } from 'node:console';
import { Writable } from 'node:stream';
import {
  type ModelRef,
  type Privacy,
  type ProcessingOptions,
  pinoRedaction,
  type RedactableConsole,
  redactConsole,
} from '@lawful/core';
import { createAuditTracing } from '@lawful/core/otel';
import { type CanarySubject, canarySubject, findCanaries } from '@lawful/core/testing';
import { type Logger, pino } from 'pino';
import { expect } from 'vitest';
import { startReceiver } from '../../shop/otlp-receiver.ts';
import type { Answered, Application, Given } from './application.ts';

/** Everywhere that an application writes to: its logger, its console, the receiver of its spans. */
export interface Sinks extends AsyncDisposable {
  /** To be given to `givenApplication({ relays })`. */
  readonly relays: NonNullable<Given['relays']>;
  logger(privacy: Privacy): Logger;
  /** A console that is redacted; it writes to the same standard output and standard error. */
  console(privacy: Privacy): Console;
  /** Everything written so far, spans included. */
  text(): Promise<string>;
}

/** Opens the sinks. Spans carry every opt-in attribute, so that none of them escapes a test. */
export async function givenSinks(): Promise<Sinks> {
  const receiver = await startReceiver();
  const tracing = createAuditTracing({
    url: receiver.url,
    serviceName: 'conformance',
    delay: 5,
    subjectPseudonym: true,
    actor: true,
    route: true,
  });
  const written: string[] = [];
  const stream = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
  return {
    relays: [tracing.relay],
    logger: (privacy) => pino({ level: 'trace', ...pinoRedaction(privacy.redact) }, stream()),
    console: (privacy) => {
      const made = new Console({ stdout: stream(), stderr: stream() });
      // Node types some methods of a console more narrowly than they are called.
      redactConsole(made as unknown as RedactableConsole, privacy.redact);
      return made;
    },
    text: async () => {
      await tracing.flush();
      return [...written, ...receiver.bodies].join('\n');
    },
    [Symbol.asyncDispose]: async () => {
      await tracing.shutdown();
      await receiver.close();
    },
  };
}

/** A route that logs what it gets in every way that an application does, and then fails with it. */
export interface FailingRoute {
  readonly path: string;
  /** Values of the body by field; the canaries of header, cookie and query are made by `expectNothingLeaks`. */
  readonly canaries: CanarySubject;
  readonly mount: NonNullable<Given['routes']>;
}

/**
 * `POST /fail/<purpose>`: logs the body, the request and a text that repeats a value, then throws an error that does
 * the same and carries the body as libraries do; the error handler logs that.
 */
export function givenFailingRoute(
  sinks: Sinks,
  purpose: string,
  body: ModelRef,
  canaries: CanarySubject,
  options: ProcessingOptions = {},
): FailingRoute {
  const path = `/fail/${purpose}`;
  return {
    path,
    canaries,
    mount: (app, lawful, privacy) => {
      const logger = sinks.logger(privacy);
      const written = sinks.console(privacy);
      const gate = lawful.processing(purpose, { body, returns: 'nothing', ...options });
      app.post(path, gate, (request) => {
        const values = Object.values(Object(request.body)).join(' ');
        logger.info({ body: request.body, req: request }, `got ${values}`);
        written.log('got', request.body);
        written.error(`got ${values}`);
        throw Object.assign(new Error(`cannot store ${values}`), { detail: request.body });
      });
      const onError = (error: unknown) => {
        logger.error({ err: error }, 'request failed');
        written.error(error);
      };
      app.use(path, lawful.errors({ onError }));
    },
  };
}

/**
 * T-LOG: canaries in body, query, header, cookie and thrown error; standard output, standard error, exported spans,
 * audit records and the answer hold none of them, in whatever encoding. The control: the same search does find them
 * in what was sent.
 */
export async function expectNothingLeaks(
  site: Application,
  sinks: Sinks,
  { path, canaries }: FailingRoute,
  subject = 'subject-1',
): Promise<Answered> {
  const carried = canarySubject(['query', 'header', 'cookie', 'authorization']);
  const answer = await site.ask('POST', `${path}?q=${carried.query}`, {
    subject,
    body: canaries,
    headers: {
      'x-note': carried.header ?? '',
      cookie: `session=${carried.cookie}`,
      authorization: `Bearer ${carried.authorization}`,
    },
  });
  expect(answer.status, answer.text).toBe(500);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  const text = await sinks.text();
  const everything = { ...canaries, ...carried };
  expect(text).toContain('request failed');
  expect(text).toContain('privacy.decision');
  const records = JSON.stringify(await site.records());
  const leaks = findCanaries([text, records, answer.text].join('\n'), everything);
  expect(leaks).toEqual([]);
  expect(findCanaries(JSON.stringify(everything), everything)).toHaveLength(
    Object.keys(everything).length,
  );
  return answer;
}
