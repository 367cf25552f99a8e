import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { opaque, type ProcessingOptions } from '@lawful/core';
import type { Response } from 'express';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { serve, VERSIONS } from './serving.ts';

const { email } = PEOPLE.anna;
const member = () => memberOf('anna');
const anything: ProcessingOptions = { returns: opaque('the test needs it') };
const LONG = 'long '.repeat(400_000);

/** What a client sees: a status with a problem or a text, or a connection that broke. */
type Seen = readonly [status: number, problemOrText: string] | 'a broken connection';

/** What Express offers beside what every framework does, and what can go wrong with it. */
const WAYS: readonly (readonly [
  string,
  (response: Response) => unknown,
  Seen,
  incident: string | undefined,
  options?: ProcessingOptions,
])[] = [
  [
    'res.jsonp',
    (res) => res.jsonp(member()),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.send of a number',
    (res) => res.send(42),
    [500, 'response-shape-mismatch'],
    'response-shape-mismatch',
  ],
  [
    'res.send of a truth value',
    (res) => res.send(false),
    [500, 'response-shape-mismatch'],
    'response-shape-mismatch',
  ],
  [
    'res.send of a big number',
    (res) => res.send(42n),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.send of a function',
    (res) => res.send(() => email),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.send of a stream',
    (res) => res.send(Readable.from([email])),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.send of bytes',
    (res) => res.send(new TextEncoder().encode(email)),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  ['res.send of null', (res) => res.send(null), [200, ''], undefined],
  ['res.send of nothing', (res) => res.send(), [200, ''], undefined],
  ['res.send of an empty text', (res) => res.send(''), [200, ''], undefined],
  [
    'res.sendStatus of a status without a name',
    (res) => res.sendStatus(299),
    [299, '299'],
    undefined,
  ],
  ['res.end', (res) => res.end(), [200, ''], undefined],
  ['res.end with a callback', (res) => res.end(() => undefined), [200, ''], undefined],
  [
    'res.end with a text',
    (res) => res.end(email),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.write, then res.end',
    (res) => [res.write(email), res.end()],
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'res.writeHead, then a text',
    (res) => res.writeHead(200).end(email),
    'a broken connection',
    'response-aborted',
  ],
  [
    'res.flushHeaders, then a value',
    (res) => [res.flushHeaders(), res.json(member())],
    'a broken connection',
    'response-aborted',
  ],
  [
    'res.download',
    (res) => res.download(import.meta.filename),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'a redirection with a body of its own',
    (res) => res.status(302).location('/x').end(email),
    [302, ''],
    undefined,
  ],
  [
    'pipeline, undeclared',
    (res) => pipeline(Readable.from([email, email]), res),
    [500, 'response-not-declared'],
    'response-not-declared',
  ],
  [
    'pipeline, declared',
    (res) => pipeline(Readable.from(['a', 'b']), res),
    [200, 'ab'],
    undefined,
    anything,
  ],
  [
    'a stream longer than any buffer',
    (res) => pipeline(Readable.from([LONG, LONG]), res),
    [200, LONG + LONG],
    undefined,
    anything,
  ],
  [
    'a stream by hand that minds the pressure',
    writeByHand,
    [200, 'x'.repeat(50_000)],
    undefined,
    anything,
  ],
  [
    'a piece after the end of a stream',
    (res) => [res.end('a'), res.write('b'), res.end('c')],
    [200, 'a'],
    'response-aborted',
    anything,
  ],
  [
    'res.json(…).end()',
    (res) => res.json(member()).end(),
    [200, JSON.stringify(shaped())],
    undefined,
  ],
  [
    'a piece after a value',
    (res) => [res.json(member()), res.write(email)],
    [200, JSON.stringify(shaped())],
    'response-aborted',
  ],
  [
    'a text after a value',
    (res) => [res.json(member()), res.end(email)],
    [200, JSON.stringify(shaped())],
    'response-aborted',
  ],
  [
    'a value after a stream',
    (res) => [res.end('a'), res.json(member())],
    [200, 'a'],
    'response-aborted',
    anything,
  ],
];

describe.each(VERSIONS)('%s', (_name, module) => {
  describe.each(['works', 'later'] as const)('with a ledger that %s', (ports) => {
    for (const [way, write, seen, incident, options = { returns: Member }] of WAYS) {
      test(way, async () => {
        await using serving = await serve(
          module,
          ({ app, lawful }) => {
            app.get('/', lawful.processing('membership', options), (_request, response, next) => {
              const work = async (): Promise<unknown> => write(response);
              work().catch(next);
            });
            app.use(lawful.errors());
          },
          ports,
        );
        const answer = await serving.ask('GET', '/');
        if (typeof answer === 'string') expect(answer).toBe(seen);
        else {
          const { type } = problemIn(answer.text);
          expect([answer.status, type ?? answer.text]).toEqual(seen);
          if (answer.status >= 400) expectSilence([['the answer', answer.text]]);
        }
        // The process is still there, and so is everybody else's answer.
        expect(await serving.ask('GET', '/nowhere')).toMatchObject({ status: 404 });
        const records = await serving.world.records();
        expect(records.filter((it) => it.kind === 'incident').map((it) => it.errorType)).toEqual(
          incident === undefined ? [] : [incident],
        );
        expectSilence([['the audit trail', JSON.stringify(records)]]);
      });
    }
  });
});

function problemIn(text: string): { readonly type?: string } {
  if (!text.startsWith('{"type"')) return {};
  const { type } = JSON.parse(text);
  return { type: String(type).slice(String(type).lastIndexOf('/') + 1) };
}

function shaped(): object {
  const { firstName, lastName, phone, street, city, id } = PEOPLE.anna;
  return { email, firstName, lastName, phone, address: { street, city }, id, tariff: 'monthly' };
}

async function writeByHand(response: Response): Promise<void> {
  for (let written = 0; written < 50_000; written += 10_000) {
    if (!response.write('x'.repeat(10_000))) await drained(response);
  }
  response.end();
}

function drained(response: Response): Promise<unknown> {
  return Promise.race([
    new Promise((resolve) => response.once('drain', resolve)),
    sleep(5_000).then(() => Promise.reject(new Error('nobody said that writing can go on'))),
  ]);
}
