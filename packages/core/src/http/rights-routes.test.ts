import { expect, test } from 'vitest';
import { isPrivacyError } from '../errors.ts';
import { routeOf } from './rights-routes.ts';

test.each([
  ['/notice', 'notice', ''],
  ['/consents', 'consents', ''],
  ['/consents/', 'consents', ''],
  ['/consents/newsletter', 'consent', 'newsletter'],
  ['/consents/news%20of%20partners/receipt', 'receipt', 'news of partners'],
  ['/consents/a%2Fb', 'consent', 'a/b'],
  // Decoded once: what is still encoded then is the name.
  ['/consents/%2525', 'consent', '%25'],
  ['/consents/__proto__', 'consent', '__proto__'],
  ['/export', 'export', ''],
  ['/gpc', 'gpc', ''],
])('%s is the route %s of purpose %o', (path, name, purpose) => {
  expect(routeOf(path)).toEqual({ name, purpose });
});

test.each([
  '',
  '/',
  '//',
  '/unknown',
  '/consents/newsletter/other',
  '/consents/%E0%A4%A',
  '/Notice',
  '/__proto__',
])('%o is no route', (path) => {
  let error: unknown;
  try {
    routeOf(path);
  } catch (thrown) {
    error = thrown;
  }
  expect(isPrivacyError(error) && error.code).toBe('not-found');
});
