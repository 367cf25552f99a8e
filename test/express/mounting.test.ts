import { once } from 'node:events';
import { setImmediate as later } from 'node:timers/promises';
import { opaque } from '@lawful/core';
import { lawfulExpress } from '@lawful/express';
import type { ErrorRequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { consented } from '../scenarios/happened.ts';
import { Member, NewBooking, Visit } from '../scenarios/models.ts';
import { catchOutput } from '../scenarios/output.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { serve, VERSIONS } from './serving.ts';

const { anna } = PEOPLE;
const failing = () => {
  throw new Error(`no row for ${anna.email}`);
};

describe.each(VERSIONS)('%s', (_name, module) => {
  test('without an error handler of ours, nothing of an error leaves all the same', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get('/fails', lawful.processing('membership', { returns: Member }), failing);
      app.get('/refused', lawful.processing('newsletter', { returns: Member }), failing);
    });
    const output = catchOutput();
    const [failed, refused] = [
      await serving.ask('GET', '/fails'),
      await serving.ask('GET', '/refused'),
    ];
    // Express writes to the console a little later.
    await later();
    output.stop();
    expect(failed).toMatchObject({
      status: 500,
      headers: { 'content-type': 'application/problem+json' },
    });
    // Express itself answers what is refused at the gate: with the right status, and its own page.
    expect(refused).toMatchObject({ status: 403 });
    expectSilence([['the answers', JSON.stringify([failed, refused])]]);
  });

  test('an error handler of the application that repeats the error does not get it out', async () => {
    const leaky: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(500).json({ error: String(error) });
    };
    const leakyToo: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(500).send(`<p>${String(error)}</p>`);
    };
    for (const handler of [leaky, leakyToo]) {
      await using serving = await serve(module, ({ app, lawful }) => {
        app.get('/fails', lawful.processing('membership', { returns: Member }), failing);
        app.use(handler);
        app.use(lawful.errors());
      });
      const answer = await serving.ask('GET', '/fails');
      expect(answer).toMatchObject({
        status: 500,
        headers: { 'content-type': 'application/problem+json' },
      });
      expectSilence([['the answer', JSON.stringify(answer)]]);
    }
  });

  test('an error handler of the application may answer with a problem document', async () => {
    const own: ErrorRequestHandler = (_error, _request, response, _next) => {
      response
        .status(409)
        .type('application/problem+json')
        .json({ title: 'Taken', of: anna.email });
    };
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get('/fails', lawful.processing('membership', { returns: Member }), failing);
      app.use(own);
    });
    const answer = await serving.ask('GET', '/fails');
    expect(answer).toMatchObject({ status: 409, text: JSON.stringify({ title: 'Taken' }) });
  });

  test('the application is told of every error as it may be logged, with the instance of its problem', async () => {
    const told: unknown[] = [];
    await using serving = await serve(module, ({ app, lawful, world }) => {
      app.get('/fails', lawful.processing('membership', { returns: Member }), () => {
        world.privacy.sight(Member, memberOf('anna'));
        failing();
      });
      app.get('/undeclared', lawful.processing('membership'), (_request, response) => {
        response.json(memberOf('anna'));
      });
      app.use(lawful.errors({ onError: (error, facts) => void told.push({ ...error, ...facts }) }));
    });
    const answers = [await serving.ask('GET', '/fails'), await serving.ask('GET', '/undeclared')];
    expect(told).toEqual([
      expect.objectContaining({ type: 'Error', message: 'no row for REDACTED', status: 500 }),
      expect.objectContaining({ code: 'response-not-declared', status: 500 }),
    ]);
    for (const [index, answer] of answers.entries()) {
      expect(JSON.stringify(answer)).toContain(Reflect.get(Object(told[index]), 'instance'));
    }
  });

  test('of two purposes on one route both must hold, and the inner one speaks for the answer', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get(
        '/both',
        lawful.processing('analytics', { returns: [Member] }),
        lawful.processing('membership', { returns: Member }),
        (_request, response) => void response.json(memberOf('anna')),
      );
      app.use(lawful.errors());
    });
    expect(await serving.ask('GET', '/both')).toMatchObject({ status: 403 });
    serving.world.remember('anna', [consented('analytics')]);
    const answer = await serving.ask('GET', '/both');
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(anna.email) });
    expect(JSON.stringify(answer)).not.toContain(anna.birthDate);
  });

  test('a body that no parser has read is not taken for none', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.post(
        '/',
        lawful.processing('booking', { body: NewBooking, returns: 'nothing' }),
        (_request, response) => {
          response.sendStatus(204);
        },
      );
      app.use(lawful.errors());
    });
    const answer = await serving.ask('POST', '/', {
      body: JSON.stringify({ course: anna.course }),
    });
    expect(answer).toMatchObject({ status: 415 });
  });

  test('a form is a body like any other', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.use(module.urlencoded({ extended: false }));
      app.post(
        '/',
        lawful.processing('booking', { body: NewBooking, returns: { 201: NewBooking } }),
        (request, response) => {
          response.status(201).json(request.body);
        },
      );
      app.use(lawful.errors());
    });
    const answer = await serving.ask('POST', '/', {
      body: `course=${anna.course}&diagnosis=${anna.diagnosis}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer).toMatchObject({ status: 201, text: JSON.stringify({ course: anna.course }) });
  });

  test('whoever asks is known at the gate, also where the unit was opened before authentication', async () => {
    await using serving = await serve(module, ({ app, world }) => {
      const known = new WeakMap<object, string>();
      const lawful = lawfulExpress(world.privacy, { subject: (request) => known.get(request) });
      app.use((request, _response, next) => {
        lawful.unitOf(request);
        known.set(request, anna.id);
        next();
      });
      app.get('/', lawful.processing('membership', { returns: Member }), (_request, response) => {
        response.json(memberOf('anna'));
      });
      app.use(lawful.errors());
    });
    expect(await serving.ask('GET', '/')).toMatchObject({ status: 200 });
  });

  test('nobody is nobody: an empty id is no data subject', async () => {
    await using serving = await serve(module, ({ app, world }) => {
      const lawful = lawfulExpress(world.privacy, { subject: () => '' });
      app.get('/', lawful.processing('membership', { returns: Member }), (_request, response) => {
        response.json(memberOf('anna'));
      });
      app.use('/privacy', lawful.rights({ authorise: () => '' }));
      app.use(lawful.errors());
    });
    expect(await serving.ask('GET', '/')).toMatchObject({ status: 401 });
    expect(await serving.ask('GET', '/privacy/export')).toMatchObject({ status: 401 });
  });

  test('the rights endpoint works below a router, with a query that holds question marks', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      const router = module.Router();
      router.use('/privacy', module.json(), lawful.rights({ authorise: async () => anna.id }));
      app.use('/api', router);
      app.use(lawful.errors());
    });
    const answer = await serving.ask('GET', '/api/privacy/export?x=a?b&scope=portability');
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('eu-gdpr:A20') });
    for (const path of ['/api/privacy//elsewhere/export', '/api/privacy//', '/api/privacy']) {
      expect(await serving.ask('GET', path)).toMatchObject({ status: 404 });
    }
  });

  test('an authoriser that fails authorises nobody', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.use(
        '/privacy',
        lawful.rights({
          authorise: () => Promise.reject(new Error(`no session for ${anna.email}`)),
        }),
      );
      app.use(lawful.errors());
    });
    const answer = await serving.ask('GET', '/privacy/export');
    expect(answer).toMatchObject({ status: 500 });
    expectSilence([['the answer', JSON.stringify(answer)]]);
  });

  test('somebody who goes away before the answer is served nothing, and nothing says otherwise', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get(
        '/',
        lawful.processing('membership', { returns: Member }),
        async (_request, response) => {
          await once(response, 'close');
          response.json(memberOf('anna'));
          response.end(anna.email);
          resolve();
        },
      );
      app.use(lawful.errors());
    });
    expect(await serving.ask('GET', '/', { patience: 50 })).toBe('no answer');
    await gone;
    expect((await serving.world.records()).map(({ kind }) => kind)).toEqual(['decision']);
  });

  test('what the application does to its answers it does to what may leave', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.set('json spaces', 1);
      app.use((_request, response, next) => {
        // As a compressor would.
        const { end } = response;
        response.end = (...args: unknown[]) =>
          Reflect.apply(end, response, [String(args[0]).toUpperCase(), 'utf8']);
        next();
      });
      app.get('/', lawful.processing('door-security', { returns: Visit }), (_request, response) => {
        response.json({ memberId: anna.id, at: 'noon', door: 'river', secret: anna.phone });
      });
      app.use(lawful.errors());
    });
    const answer = await serving.ask('GET', '/');
    const shaped = { memberId: anna.id, at: 'noon', door: 'river' };
    expect(answer).toMatchObject({ text: JSON.stringify(shaped, null, 1).toUpperCase() });
  });

  test('an opaque answer leaves as it is, and its reason is on record', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get(
        '/',
        lawful.processing('membership', { returns: opaque('a signed document') }),
        (_request, response) => {
          response.json({ signed: anna.email });
        },
      );
      app.use(lawful.errors());
    });
    expect(await serving.ask('GET', '/')).toMatchObject({
      text: JSON.stringify({ signed: anna.email }),
    });
    expect(await serving.world.records()).toMatchObject([
      { kind: 'decision' },
      { reason: 'opaque: a signed document' },
    ]);
  });
});
