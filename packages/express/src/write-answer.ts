import type { ExpressResponse } from './exchange.ts';

/** An answer that core has made: status, headers, and a body that is text or comes in chunks. */
export interface CoreAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<string> | undefined;
}

/** Carries an answer of core to the client. A body that breaks off destroys the connection: it never looks complete. */
export function writeAnswer(response: ExpressResponse, answer: CoreAnswer): void {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.body === undefined || typeof answer.body === 'string') {
    response.end(answer.body);
    return;
  }
  void pour(response, answer.body).catch(() => response.destroy());
}

/** Writes chunk by chunk, waiting whenever the client reads more slowly than we do. */
async function pour(response: ExpressResponse, chunks: AsyncIterable<string>): Promise<void> {
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

function drained(response: ExpressResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
