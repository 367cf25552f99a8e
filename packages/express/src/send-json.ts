import type { ExpressResponse } from './exchange.ts';

/** Settings of an application that change how Express writes JSON. */
const SETTINGS = ['json escape', 'json replacer', 'json spaces'] as const;

/** Whether `res.json` is Express's own on this response, and no setting of the application changes what it writes. */
export function writesJsonPlainly(response: ExpressResponse): boolean {
  if (Object.hasOwn(response, 'json') || Object.hasOwn(response, 'send')) return false;
  const app: unknown = Reflect.get(response, 'app');
  const settings: unknown = typeof app === 'function' ? Reflect.get(app, 'settings') : undefined;
  if (typeof settings !== 'object' || settings === null) return false;
  for (const setting of SETTINGS) if (Reflect.get(settings, setting)) return false;
  return true;
}

/**
 * Writes JSON as Express does, but for the ETag: it would be a fingerprint of personal data, of an answer that no
 * cache may store. Returns false where Express has more to do: a body that JSON cannot say, a status without one, a
 * validator that the application has set.
 */
export function sendJson(
  response: ExpressResponse,
  end: ExpressResponse['end'],
  body: unknown,
): boolean {
  const { statusCode } = response;
  if (statusCode === 204 || statusCode === 205 || statusCode === 304) return false;
  if (response.hasHeader('ETag') || response.hasHeader('Last-Modified')) return false;
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined) return false;
  if (!response.hasHeader('Content-Type')) {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
  }
  response.setHeader('Content-Length', Buffer.byteLength(text));
  end.call(response, text, 'utf8');
  return true;
}
