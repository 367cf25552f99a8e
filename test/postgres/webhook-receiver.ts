import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { OutboxMessage } from '@lawful/postgres';
import { Webhook } from 'standardwebhooks';

/** One request as it came, and what it said. */
export interface Arrival {
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly id: string;
  readonly type: OutboxMessage['type'];
  readonly timestamp: string;
  readonly data: OutboxMessage['data'];
  /** Whether it was answered with 2xx. */
  readonly taken: boolean;
}

/** What a receiver does with a request. */
export type Answer =
  | number
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'close'
  | 'endless';

/** A system that hears, checks who speaks, and answers as it is told. */
export interface Receiver {
  readonly url: string;
  /** Every request, oldest first. One whose signature does not hold is answered 401 and is not among them. */
  readonly arrivals: readonly Arrival[];
  readonly unverified: () => number;
  readonly taken: () => readonly Arrival[];
  stop(): Promise<void>;
}

/** Starts one on a free port. @param answer told the message and how many came before it */
export async function startReceiver(
  secret: string,
  answer: (message: OutboxMessage, before: number) => Answer | Promise<Answer> = () => 204,
): Promise<Receiver> {
  const verifier = new Webhook(secret);
  const arrivals: Arrival[] = [];
  let unverified = 0;
  const server = createServer((request, response) => {
    void receive(request, response).catch(() => response.destroy());
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const at = performance.now();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    let content: Omit<OutboxMessage, 'id'>;
    try {
      content = verifier.verify(text, headers) as Omit<OutboxMessage, 'id'>; // what we sent ourselves
    } catch {
      unverified++;
      response.writeHead(401).end();
      return;
    }
    const message = { id: String(headers['webhook-id']), ...content };
    const before = arrivals.length;
    const arrival = { at, headers, text, ...message, taken: false };
    arrivals.push(arrival);
    const what = await answer(message, before);
    arrival.taken = isTaken(what);
    give(response, what);
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    arrivals,
    unverified: () => unverified,
    taken: () => arrivals.filter((it) => it.taken),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function isTaken(answer: Answer): boolean {
  if (answer === 'endless') return true;
  if (typeof answer === 'string') return false;
  const status = typeof answer === 'number' ? answer : answer.status;
  return status >= 200 && status < 300;
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'close') {
    response.destroy();
  } else if (answer === 'endless') {
    response.writeHead(200);
    const timer = setInterval(() => response.write('a'.repeat(65_536)), 1);
    response.on('close', () => clearInterval(timer));
  } else {
    const { status, headers, body }: Exclude<Answer, number | string> =
      typeof answer === 'number' ? { status: answer } : answer;
    response.writeHead(status, headers).end(body);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
