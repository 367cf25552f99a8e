import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

/** What came back over the connection. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Nothing whole came back. */
export type NoAnswer = 'a broken connection' | 'no answer';

/** What is sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  readonly agent?: Agent;
  /** Milliseconds after which whoever asks goes away. Default: never. */
  readonly patience?: number;
}

/** Sends one request and waits for the whole answer. */
export function send({
  method,
  url,
  headers = {},
  body,
  agent,
  patience,
}: Sent): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    const copied = Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const asked = request(
      url,
      { method, headers: { ...Object.fromEntries(copied), ...length }, agent: agent ?? false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', () => resolve('a broken connection'));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    asked.on('error', () => resolve('a broken connection'));
    if (patience !== undefined) {
      asked.setTimeout(patience, () => {
        resolve('no answer');
        asked.destroy();
      });
    }
    asked.end(body);
  });
}
