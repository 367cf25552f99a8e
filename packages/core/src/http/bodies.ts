/** Whether a handler hands over a value, to be written as JSON; anything else is a body that cannot be read by field. */
export function isValueBody(body: unknown): boolean {
  if (typeof body === 'number' || typeof body === 'boolean') return true;
  return typeof body === 'object' && body !== null && !ArrayBuffer.isView(body) && !isStream(body);
}

/** Whether a handler hands over nothing to be written. */
export function isEmptyBody(body: unknown): boolean {
  return body === undefined || body === null || body === '';
}

/** Whether the client sent a body that no parser of the application has read: it is not silently taken for none. */
export function hasUnreadBody(request: {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly readableDidRead: boolean;
}): boolean {
  if (request.readableDidRead) return false;
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

function isStream(body: object): boolean {
  return 'pipe' in body && typeof body.pipe === 'function';
}
