import { Buffer } from 'node:buffer';
import type { HelpedResponse, ServingApplication } from './guard-response.ts';

/** Whether `res.json` is Express's own on this response, and no setting of the application changes what it writes. */
export function writesJsonPlainly(response: HelpedResponse): boolean {
  const { app } = response;
  if (app?.settings === undefined) return false;
  const { response: shared } = outermost(app);
  if (shared === undefined) return false;
  // What the responses of all applications inherit from. Whoever writes in a way of its own, a response, its
  // application or one around that, has put it in front of this.
  const inherited: Partial<HelpedResponse> | null = Object.getPrototypeOf(shared);
  if (inherited?.json !== response.json || inherited.send !== response.send) return false;
  const { settings } = app;
  return !(settings['json escape'] || settings['json replacer'] || settings['json spaces']);
}

function outermost(app: ServingApplication): ServingApplication {
  let around = app;
  while (around.parent !== undefined) around = around.parent;
  return around;
}

/**
 * Writes JSON as Express does, but for the ETag: it would be a fingerprint of personal data, of an answer that no
 * cache may store. Returns false where Express has more to do: headers that have left, a status without
 * a body, a body that JSON cannot say, a validator that the application has set.
 */
export function sendJson(
  response: HelpedResponse,
  end: HelpedResponse['end'],
  body: unknown,
): boolean {
  const { statusCode, headersSent } = response;
  if (headersSent || statusCode === 204 || statusCode === 205 || statusCode === 304) return false;
  // Asked for in lower case, as Node keeps them: of any other spelling it makes a copy first.
  if (response.hasHeader('etag') || response.hasHeader('last-modified')) return false;
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined) return false;
  if (!response.hasHeader('content-type')) {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
  }
  const length = Buffer.byteLength(text);
  response.setHeader('Content-Length', length);
  // Text in ASCII alone is the same bytes in both, and Node writes latin1 without transcoding.
  end.call(response, text, length === text.length ? 'latin1' : 'utf8');
  return true;
}
