import { expect, test } from 'vitest';
import type { NestRequest } from './exchange.ts';
import { createRouteNamer } from './route-name.ts';

test('a route has the name of its pattern, on Fastify and on Express, and never the address', () => {
  const nameOf = createRouteNamer();
  expect(nameOf(onFastify('GET', '/patients/:id', '/patients/anna'))).toBe('GET /patients/:id');
  expect(nameOf(onExpress('GET', '/patients/:id', '/patients/anna'))).toBe('GET /patients/:id');
  expect(nameOf(onFastify('GET', '/patients/:id', '/patients/:id'))).toBe('GET /patients/:id');
  expect(nameOf(onFastify('GET', '/me', '/me?name=anna'))).toBe('GET /me');
});

test('a handler with several paths and methods is named by the one that was asked for', () => {
  const nameOf = createRouteNamer();
  const asked = [
    ['GET', '/me'],
    ['GET', '/me'],
    ['HEAD', '/me'],
    ['GET', '/self'],
    ['GET', '/me'],
  ] as const;
  for (const [method, path] of asked) {
    expect(nameOf(onFastify(method, path, path))).toBe(`${method} ${path}`);
  }
});

test('an address that was a pattern once is taken for it again without asking Fastify; one with parameters is not', () => {
  const nameOf = createRouteNamer();
  let asked = 0;
  const counting = (path: string, url: string): NestRequest =>
    Object.defineProperty(onFastify('GET', path, url), 'routeOptions', {
      get: () => {
        asked++;
        return { url: path };
      },
    });
  for (let count = 0; count < 3; count++) nameOf(counting('/me', '/me'));
  expect(asked).toBe(1);
  for (let count = 0; count < 3; count++) nameOf(counting('/:any', '/:any'));
  expect(asked).toBe(4);
});

test('a request that no route has matched has no name', () => {
  expect(createRouteNamer()({ headers: {}, method: 'GET', url: '/nowhere' })).toBeUndefined();
});

function onFastify(method: string, pattern: string, url: string): NestRequest {
  return Object.assign({ headers: {}, method, url }, { routeOptions: { url: pattern } });
}

function onExpress(method: string, pattern: string, url: string): NestRequest {
  return Object.assign({ headers: {}, method, url }, { route: { path: pattern } });
}
