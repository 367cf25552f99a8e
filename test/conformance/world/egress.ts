import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPrivacyError, type ModelRef } from '@lawful/core';
import { expect } from 'vitest';
import type { Application } from './application.ts';

/** The server of somebody outside: it takes whatever comes, and counts. */
export interface Outsider extends AsyncDisposable {
  readonly url: string;
  /** The bodies received. */
  readonly received: readonly Readonly<Record<string, unknown>>[];
}

/** What is sent to whom, about whom and for what. */
export interface Disclosure {
  readonly subject?: string;
  readonly purpose: string;
  /** Id of the recipient in the policy. */
  readonly recipient: string;
  /** The model by which the payload is minimised, and what the application holds. */
  readonly model: ModelRef;
  readonly held: object;
}

/** Starts the server of an outsider. */
export async function givenOutsider(): Promise<Outsider> {
  const received: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      received.push(JSON.parse(text));
      response.writeHead(202, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/**
 * Sends what may leave to an outsider, as a job of an application does: decided for this recipient and the fields in
 * question, the payload minimised and recorded, then sent. Answers `sent`, or the code of the refusal.
 */
export async function disclose(
  { privacy }: Application,
  { url }: Outsider,
  { subject = 'subject-1', purpose, recipient, model, held }: Disclosure,
): Promise<string> {
  const facts = { subject, actor: { type: 'system' }, purpose, recipient, returns: model } as const;
  try {
    const payload = await privacy.disclose(facts, held);
    await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
    return 'sent';
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  }
}

/** A refused disclosure: this code, nothing sent, and the denial in the audit trail with its recipient. */
export async function expectKeptInside(
  site: Application,
  outsider: Outsider,
  disclosure: Disclosure,
  code: string,
): Promise<void> {
  const before = outsider.received.length;
  expect(await disclose(site, outsider, disclosure)).toBe(code);
  expect(outsider.received.length, 'nothing was sent').toBe(before);
  const { purpose, recipient } = disclosure;
  const denial = { kind: 'decision', outcome: 'deny', purpose, recipient };
  expect((await site.records()).at(-1)).toMatchObject(denial);
}
