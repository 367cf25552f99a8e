import { Readable } from 'node:stream';
import { setImmediate as later } from 'node:timers/promises';
import { opaque, type Returns as ReturnsShape } from '@lawful/core';
import { Processing, Returns } from '@lawful/nest';
import { Controller, Get, type INestApplication, Res, StreamableFile } from '@nestjs/common';
import { from, of } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { CARD, textOf } from './gym.ts';
import { PLATFORMS, serve } from './serving.ts';

const { email } = PEOPLE.anna;
const anything = opaque('the test needs it');
const LONG = 'long '.repeat(100_000);

/** What a client sees: a status with a problem or a text. */
type Seen = readonly [status: number, problemOrText: string];

const WHOLE: Seen = [200, JSON.stringify(CARD)];
const NOT_DECLARED: Seen = [500, 'response-not-declared'];
const MISSHAPEN: Seen = [500, 'response-shape-mismatch'];

/** What a handler may hand to Nest, beside what every framework knows. */
const RETURNED: readonly (readonly [string, () => unknown, Seen, ReturnsShape?])[] = [
  ['a promise', async () => memberOf('anna'), WHOLE],
  ['an observable', () => of(memberOf('anna')), WHOLE],
  [
    'an observable of several values, of which Nest takes the last',
    () => from([1, email]),
    MISSHAPEN,
  ],
  ['an observable of nothing', () => from([]), [500, 'internal-error']],
  ['an empty text', () => '', MISSHAPEN],
  ['a big number', () => 42n, MISSHAPEN],
  ['a symbol', () => Symbol(email), MISSHAPEN],
  ['nothing, where nothing is declared', () => undefined, [200, ''], 'nothing'],
  ['a text, where nothing is declared', () => email, NOT_DECLARED, 'nothing'],
  ['a text, declared opaque', () => email, [200, email], anything],
  ['a file', () => new StreamableFile(Buffer.from(email)), NOT_DECLARED],
  [
    'a long file, declared opaque',
    () => new StreamableFile(Buffer.from(LONG)),
    [200, LONG],
    anything,
  ],
];

/** What a handler may do with the response of Fastify. */
const WRITTEN: readonly (readonly [string, (reply: Reply) => unknown, Seen, ReturnsShape?])[] = [
  ['a value', (reply) => reply.send(memberOf('anna')), WHOLE],
  ['a value, later', (reply) => void later().then(() => reply.send(memberOf('anna'))), WHOLE],
  ['null', (reply) => reply.send(null), [200, '']],
  ['a text', (reply) => reply.send(email), NOT_DECLARED],
  ['a stream', (reply) => reply.send(Readable.from([email])), NOT_DECLARED],
  ['bytes past the reply', (reply) => reply.raw.end(email), NOT_DECLARED],
  [
    'a long stream',
    (reply) => reply.send(Readable.from([LONG, LONG])),
    [200, LONG + LONG],
    anything,
  ],
];

interface Reply {
  readonly raw: { end(text: string): unknown };
  send(payload: unknown): unknown;
}

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  for (const ledger of ['works', 'later'] as const) {
    for (const [what, give, seen, returns = Member] of RETURNED) {
      test(`returning ${what}, with a ledger that ${ledger}`, async () => {
        @Controller()
        class Ways {
          @Processing('membership')
          @Returns(returns)
          @Get('way')
          way(): unknown {
            return give();
          }
        }
        await expectSeen(Ways, seen, ledger);
      });
    }
  }

  async function expectSeen(
    controller: new () => object,
    seen: Seen,
    ledger: 'works' | 'later',
    configure?: (app: INestApplication) => void,
  ): Promise<void> {
    const world = createWorld();
    await using serving = await serve(platform, { world, controllers: [controller], configure });
    Object.assign(world.circumstances, { ledger });
    const answer = await serving.ask('GET', '/way');
    const text = textOf(answer);
    const problem = text.startsWith('{"type"') ? String(JSON.parse(text).type) : undefined;
    expect([Object(answer).status, problem?.slice(problem.lastIndexOf('/') + 1) ?? text]).toEqual(
      seen,
    );
    if (problem !== undefined) expectSilence([['the answer', text]]);
  }

  if (platform === 'fastify') {
    for (const ledger of ['works', 'later'] as const) {
      for (const [what, write, seen, returns = Member] of WRITTEN) {
        for (const [plugins, configure] of [
          ['', undefined],
          [', where a plugin takes its time', slowly],
          [', where a plugin adds to what is sent', adding],
        ] as const) {
          test(`sending ${what}, with a ledger that ${ledger}${plugins}`, async () => {
            @Controller()
            class Ways {
              @Processing('membership')
              @Returns(returns)
              @Get('way')
              way(@Res() reply: Reply): void {
                write(reply);
              }
            }
            await expectSeen(Ways, seen, ledger, configure);
          });
        }
      }
    }
  }
});

/** As a compressor would: what is sent leaves later. */
function slowly(app: INestApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', () => later());
}

/** A plugin that wraps every value. */
function adding(app: INestApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preSerialization', async (_request: unknown, _reply: unknown, payload: object) => ({
      ...payload,
      email,
      diagnosis: PEOPLE.anna.diagnosis,
    }));
}
