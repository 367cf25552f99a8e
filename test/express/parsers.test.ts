import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { NewBooking } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { type AskOptions, serve, VERSIONS } from './serving.ts';

const { anna } = PEOPLE;
const body = JSON.stringify({ course: anna.course });

/** What the parsers and the router of Express throw repeats the request; what we answer and log does not. */
const CASES: readonly (readonly [string, number, string, AskOptions, path?: string])[] = [
  [
    'a character set that nobody knows',
    415,
    'media-type-not-supported',
    { body, headers: { 'content-type': `application/json; charset=${anna.firstName}` } },
  ],
  [
    'an encoding that nobody knows',
    415,
    'media-type-not-supported',
    { body, headers: { 'content-encoding': anna.firstName } },
  ],
  [
    'an encoding that is not what it says',
    400,
    'about:blank',
    { body, headers: { 'content-encoding': 'gzip' } },
  ],
  [
    'a compressed body that is too big',
    413,
    'payload-too-large',
    {
      body: gzipSync(JSON.stringify({ wish: anna.interest.repeat(5_000) })),
      headers: { 'content-encoding': 'gzip' },
    },
  ],
  [
    'a form with too many fields',
    413,
    'payload-too-large',
    {
      body: Array.from({ length: 2_000 }, (_, at) => `${anna.firstName}${at}=1`).join('&'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  ['JSON that breaks', 400, 'body-malformed', { body: `${anna.email}` }],
  ['JSON that breaks later', 400, 'body-malformed', { body: `{"course": "${anna.email}", ` }],
  ['a path that cannot be decoded', 404, 'not-found', { body }, `/${anna.firstName}%E0%A4%A`],
];

describe.each(VERSIONS)('%s', (_name, module) => {
  for (const [what, status, problem, sent, path = '/here'] of CASES) {
    test(`${what} is refused without repeating it`, async () => {
      const log: unknown[] = [];
      await using serving = await serve(module, ({ app, lawful }) => {
        app.use(module.json({ limit: 65_536 }), module.urlencoded({ extended: true }));
        app.post(
          '/:place',
          lawful.processing('booking', { body: NewBooking, returns: 'nothing' }),
          (_request, response) => {
            response.sendStatus(204);
          },
        );
        app.use(lawful.errors({ onError: (error, facts) => void log.push(error, facts) }));
      });
      const answer = await serving.ask('POST', path, sent);
      expect(answer).toMatchObject({
        status,
        headers: { 'content-type': 'application/problem+json' },
      });
      const { type } = JSON.parse(String(Reflect.get(Object(answer), 'text')));
      expect(String(type).slice(String(type).lastIndexOf('/') + 1)).toBe(problem);
      expectSilence([
        ['the answer', JSON.stringify(answer)],
        ['the log', JSON.stringify(log)],
      ]);
    });
  }
});
