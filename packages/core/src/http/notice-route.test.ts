import { expect, test } from 'vitest';
import { isPrivacyError } from '../errors.ts';
import { noticePages } from './notice-route.ts';

test('the notice is public, in the type and language that are asked for', () => {
  const { ask } = given();
  const plain = ask();
  expect(plain.body).toBe('2 en json');
  expect(plain.headers).toMatchObject({
    'Content-Type': 'application/json',
    'Content-Language': 'en',
    'Cache-Control': 'no-cache',
    Vary: 'Accept, Accept-Language',
  });
  const page = ask({ accept: 'text/html', 'accept-language': 'fr' });
  expect([page.body, page.headers['Content-Language']]).toEqual(['2 fr html', 'fr']);
  expect(page.headers['Content-Security-Policy']).toBe("default-src 'none'");
  const text = ask({ accept: 'text/markdown' });
  expect(text.headers['Content-Type']).toBe('text/markdown; charset=utf-8');
});

test('every version that was in force is published, with links to those beside it', () => {
  const { ask } = given(['1', '2 beta', '3']);
  expect(ask({}, 'version=1&language=fr-CA').body).toBe('1 fr json');
  expect(ask({}, 'version=2%20beta').headers.Link?.split(', ')).toEqual([
    '</privacy/notice>; rel="privacy-policy"',
    '</privacy/notice>; rel="latest-version"',
    '</privacy/notice?version=1>; rel="predecessor-version"',
    '</privacy/notice?version=3>; rel="successor-version"',
  ]);
});

test.each([
  ['version=9', 'not-found'],
  ['version=', 'not-found'],
  ['language=de', 'not-acceptable'],
])('%s is not there', (query, code) => {
  expect(codeOf(() => given().ask({}, query))).toBe(code);
});

test('before any policy is in force there is no notice', () => {
  expect(codeOf(() => given([]).ask())).toBe('policy-not-in-force');
});

test('a notice that the reader has already is not sent again', () => {
  const { ask } = given();
  const etag = ask().headers.ETag ?? '';
  const again = ask({ 'if-none-match': `"x", W/${etag}` });
  expect([again.status, again.body]).toEqual([304, undefined]);
  expect(ask({ 'if-none-match': '*' }).status).toBe(304);
  expect(ask({ 'if-none-match': etag, accept: 'text/html' }).status).toBe(200);
});

test('a text is made once, and a new version counts at once', () => {
  const { ask, reads, versions } = given();
  ask();
  ask();
  expect(reads()).toBe(1);
  versions.push('3');
  expect(ask().body).toBe('3 en json');
});

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return isPrivacyError(error) ? error.code : error;
  }
  return undefined;
}

function given(published: readonly string[] = ['1', '2']) {
  let reads = 0;
  const versions = [...published];
  const pages = noticePages(
    {
      versions: () => versions,
      read: (version, language, format) => {
        reads++;
        return `${version} ${language} ${format}`;
      },
    },
    '/privacy',
  );
  const ask = (headers: Readonly<Record<string, string>> = {}, query = '') =>
    pages.answer({
      method: 'GET',
      path: '/notice',
      query: new URLSearchParams(query),
      header: (name) => headers[name],
      body: undefined,
      native: undefined,
    });
  return { ask, versions, reads: () => reads };
}
