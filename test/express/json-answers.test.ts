import type { RequestHandler, Response } from 'express';
import { describe, expect, test } from 'vitest';
import { Visit } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { serve, VERSIONS } from './serving.ts';

const { anna } = PEOPLE;
const visit = (door: string) => ({ memberId: anna.id, at: 'noon', door, secret: anna.phone });
const shaped = (door: string) => JSON.stringify({ memberId: anna.id, at: 'noon', door });

describe.each(VERSIONS)('JSON on %s', (_name, module) => {
  test('an answer about a person carries no ETag: it would be a fingerprint of personal data', async () => {
    await using serving = await servingVisits(module, 'river');
    const answer = await serving.ask('GET', '/');
    expect(answer).toMatchObject({
      status: 200,
      text: shaped('river'),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(shaped('river').length),
        'cache-control': 'no-store',
      },
    });
    expect(answer).not.toHaveProperty(['headers', 'etag']);
  });

  test('as a control, Express itself tags the same answer', async () => {
    await using serving = await serve(module, ({ app }) => {
      app.get('/', (_request, response) => void response.json(visit('river')));
    });
    expect(await serving.ask('GET', '/')).toHaveProperty(['headers', 'etag']);
  });

  test.each(['café', 'Łódź', '門', '🚪', '\ud800'])(
    'letters arrive as they left: %j',
    async (door) => {
      await using serving = await servingVisits(module, door);
      const text = shaped(door);
      expect(await serving.ask('GET', '/')).toMatchObject({
        text,
        headers: { 'content-length': String(Buffer.byteLength(text)) },
      });
    },
  );

  test('a tag that the application has made itself is its own', async () => {
    await using serving = await servingVisits(module, 'river', { ETag: '"1"' });
    expect(await serving.ask('GET', '/')).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    const headers = { 'if-none-match': '"1"' };
    expect(await serving.ask('GET', '/', { headers })).toMatchObject({ status: 304, text: '' });
  });

  test.each(['a response', 'the application', 'the application around it'])(
    'a way of its own in which %s writes JSON is kept',
    async (whose) => {
      await using serving = await serve(module, ({ app, lawful }) => {
        const inside = whose === 'the application around it' ? module() : app;
        if (whose === 'a response') app.use(takeOwnWay);
        else app.response.json = ownWay(app.response.json);
        inside.get('/', lawful.processing('door-security', { returns: Visit }), answerVisit);
        if (inside !== app) app.use(inside);
        app.use(lawful.errors());
      });
      expect(await serving.ask('GET', '/')).toMatchObject({
        text: shaped('river'),
        headers: { 'own-way': 'taken' },
      });
    },
  );

  test('an application inside another writes no tag either', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      const inside = module();
      inside.get('/', lawful.processing('door-security', { returns: Visit }), answerVisit);
      app.use(inside);
      app.use(lawful.errors());
    });
    const answer = await serving.ask('GET', '/');
    expect(answer).toMatchObject({ text: shaped('river') });
    expect(answer).not.toHaveProperty(['headers', 'etag']);
  });

  test('a type that the application has set is kept, and HEAD has no body', async () => {
    const type = 'application/vnd.visit+json; charset=utf-8';
    await using serving = await servingVisits(module, 'river', { 'Content-Type': type });
    expect(await serving.ask('HEAD', '/')).toMatchObject({
      status: 200,
      text: '',
      headers: { 'content-type': type, 'content-length': String(shaped('river').length) },
    });
  });
});

const answerVisit: RequestHandler = (_request, response) => void response.json(visit('river'));

const takeOwnWay: RequestHandler = (_request, response, next) => {
  response.json = ownWay(response.json);
  next();
};

function ownWay(json: Response['json']): Response['json'] {
  return function (this: Response, body: unknown) {
    return json.call(this.set('Own-Way', 'taken'), body);
  };
}

function servingVisits(
  module: (typeof VERSIONS)[number][1],
  door: string,
  headers: Readonly<Record<string, string>> = {},
) {
  return serve(module, ({ app, lawful }) => {
    app.get('/', lawful.processing('door-security', { returns: Visit }), (_request, response) => {
      response.set(headers).json(visit(door));
    });
    app.use(lawful.errors());
  });
}
