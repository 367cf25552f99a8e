/** One request that the tour makes. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly token?: string | undefined;
  readonly accept?: string;
  readonly body?: unknown;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** The JSON body, or the text of any other. */
  readonly body: unknown;
}

/** Makes `request` to the shop at `url`. */
export async function exchange(url: string, request: Request): Promise<Answer> {
  const { method, path, token, accept, body } = request;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text };
}

/** A text member of a JSON answer; empty where there is none. */
export function member(answer: Answer, name: string): string {
  const value = partOf(answer, name);
  return typeof value === 'string' ? value : '';
}

/** Any member of a JSON answer. */
export function partOf({ body }: Answer, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
