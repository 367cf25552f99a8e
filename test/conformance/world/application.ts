import type { AddressInfo } from 'node:net';
import {
  type AuditRecord,
  createPrivacy,
  definePolicy,
  memoryLedger,
  memorySubjectStore,
  type PolicyInput,
  type Privacy,
  type PrivacyOptions,
} from '@lawful/core';
import { type LawfulExpress, lawfulExpress } from '@lawful/express';
import express, { type Express } from 'express';

/** What a test sends beside method and path. */
export interface Asked {
  readonly subject?: string;
  readonly role?: string;
  readonly tenant?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON. */
  readonly json: Record<string, unknown>;
}

/** An application that declares one policy, over real HTTP, with everything a test needs to look into it. */
export interface Application extends AsyncDisposable {
  readonly privacy: Privacy;
  readonly app: Express;
  readonly lawful: LawfulExpress<string>;
  /** Epoch milliseconds; set it to travel in time. */
  now: number;
  /** How often the handler of `/use/<purpose>` has run. */
  handled(purpose: string): number;
  ask(method: string, path: string, asked?: Asked): Promise<Answered>;
  records(): Promise<readonly AuditRecord[]>;
}

/** What a test sets up differently. */
export interface Given extends Partial<Omit<PrivacyOptions, 'policy' | 'clock'>> {
  readonly now?: string;
  /** Routes of the test's own, mounted before the error handler. */
  readonly routes?: (app: Express, lawful: LawfulExpress<string>, privacy: Privacy) => void;
}

/** Starts an application under a policy. For each purpose `POST /use/<purpose>` does nothing but ask the gate. */
export async function givenApplication(
  policy: PolicyInput,
  given: Given = {},
): Promise<Application> {
  const { now = '2026-11-22T09:00:00Z', routes, ...options } = given;
  const time = { now: Date.parse(now) };
  const privacy: Privacy = createPrivacy({
    models: [],
    warn: () => undefined,
    store: memorySubjectStore(),
    ledger: memoryLedger(),
    ...options,
    policy: definePolicy(policy),
    clock: () => time.now,
  });
  const lawful = lawfulExpress(privacy, {
    subject: (request) => header(request.headers['x-subject']),
    actor: (request) => {
      const role = header(request.headers['x-role']);
      const id = header(request.headers['x-actor']);
      return role === undefined ? undefined : { type: 'staff', role, ...(id && { id }) };
    },
    tenant: (request) => header(request.headers['x-tenant']),
  });
  const calls = new Map<string, number>();
  const app = express();
  app.use(express.json());
  for (const purpose of privacy.catalogue.purposes.keys()) {
    app.post(
      `/use/${purpose}`,
      lawful.processing(purpose, { operation: 'dpv:Use', returns: 'nothing' }),
      (_, response) => {
        calls.set(purpose, (calls.get(purpose) ?? 0) + 1);
        response.status(204).end();
      },
    );
  }
  routes?.(app, lawful, privacy);
  app.use(
    '/privacy',
    lawful.rights({ authorise: (request) => header(request.headers['x-subject']) }),
  );
  app.get('/.well-known/gpc.json', lawful.gpc());
  app.use(lawful.errors());
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;

  return {
    privacy,
    app,
    lawful,
    get now() {
      return time.now;
    },
    set now(instant) {
      time.now = instant;
    },
    handled: (purpose) => calls.get(purpose) ?? 0,
    ask: (method, path, asked = {}) => send(`http://127.0.0.1:${port}${path}`, method, asked),
    records: async () => {
      const records: AuditRecord[] = [];
      for await (const { record } of privacy.ledger.read()) records.push(record);
      return records;
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function send(url: string, method: string, asked: Asked): Promise<Answered> {
  const response = await fetch(url, {
    method,
    headers: {
      connection: 'close',
      ...(asked.subject === undefined ? {} : { 'x-subject': asked.subject }),
      ...(asked.role === undefined ? {} : { 'x-role': asked.role }),
      ...(asked.tenant === undefined ? {} : { 'x-tenant': asked.tenant }),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...asked.headers,
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : {},
  };
}

function header(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
