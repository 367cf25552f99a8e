import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers about a person are kept by no cache (RFC 9111, 5.2.2.5). */
export function noStore(
  _request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
