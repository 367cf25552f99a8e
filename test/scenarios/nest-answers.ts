import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { failing, type Outcome } from './application.ts';
import type { World } from './world.ts';

/** The platforms that Nest runs on. */
export type Platform = 'express' | 'fastify';

/** What the responses of both platforms can do. */
export interface PlatformResponse {
  status(code: number): this;
  type(type: string): this;
  send(body?: unknown): unknown;
}

/** What each platform's response can do besides, in its own words. */
interface Means {
  value(value: unknown): void;
  page(values: object): void;
  redirect(to: string): void;
  piece(piece: string): void;
}

/** Outcomes that a handler leaves to Nest, by returning them; the others it writes by itself. */
type ReturnedOutcome = Extract<
  Outcome,
  { how: 'value' | 'status' | 'problem' | 'stream' | 'broken stream' | 'file' }
>;

/** Whether Nest answers with what a handler returns, as it does unless the handler asked for the response alone. */
export function isReturned(outcome: Outcome): outcome is ReturnedOutcome {
  return ['value', 'status', 'problem', 'stream', 'broken stream', 'file'].includes(outcome.how);
}

/** What the handler returns, with the status and the type set on the response as Nest allows it beside. */
export function returned(
  outcome: ReturnedOutcome,
  response: PlatformResponse,
  world: World,
): unknown {
  switch (outcome.how) {
    case 'value':
      response.status(outcome.status ?? 200);
      return outcome.value;
    case 'status':
      response.status(outcome.status);
      return undefined;
    case 'problem':
      response.status(outcome.status).type('application/problem+json');
      return outcome.document;
    case 'stream':
      return new StreamableFile(Readable.from(outcome.pieces, { objectMode: false }));
    case 'broken stream':
      return new StreamableFile(Readable.from(failing(outcome.pieces, outcome.error)));
    case 'file':
      return new StreamableFile(createReadStream(world.file(outcome.text)));
  }
}

/** Answers by the means of the platform. */
export function write(
  outcome: Exclude<Outcome, ReturnedOutcome>,
  response: PlatformResponse,
  platform: Platform,
): void {
  const means = MEANS[platform](response);
  switch (outcome.how) {
    case 'redirect':
      means.redirect(outcome.to);
      return;
    case 'text':
      response.type(outcome.type ?? 'text/plain').send(outcome.text);
      return;
    case 'bytes':
      response.send(Buffer.from(outcome.text));
      return;
    case 'page':
      means.page({ text: outcome.text });
      return;
    case 'twice':
      for (const value of outcome.values) means.value(value);
      return;
    case 'value, then error':
      means.value(outcome.value);
      throw outcome.error;
    case 'piece, then error':
      means.piece(outcome.piece);
      throw outcome.error;
    case 'nothing ever':
      return;
  }
}

const MEANS: Readonly<Record<Platform, (response: PlatformResponse) => Means>> = {
  express: (response) => ({
    value: (value) => call(response, 'json', value),
    page: (values) => call(response, 'render', 'page', values),
    redirect: (to) => call(response, 'redirect', to),
    piece: (piece) => call(response, 'write', piece),
  }),
  fastify: (response) => ({
    value: (value) => void response.send(value),
    page: (values) => call(response, 'view', 'page', values),
    redirect: (to) => call(response, 'redirect', to, 302),
    piece: (piece) => call(Reflect.get(response, 'raw'), 'write', piece),
  }),
};

function call(holder: unknown, method: string, ...args: readonly unknown[]): void {
  Reflect.apply(Reflect.get(Object(holder), method), holder, args);
}
