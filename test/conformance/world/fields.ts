import type { ModelRef, ProcessingOptions } from '@lawful/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Answered, Application, Given } from './application.ts';
import { noticeOf } from './notices.ts';

type Mount = NonNullable<Given['routes']>;

/** An endpoint that stores whatever reaches its handler and answers 201. */
export interface Collector {
  readonly path: string;
  readonly purpose: string;
  /** What reached the handler, oldest first: what an application would have written to its database. */
  readonly stored: readonly Readonly<Record<string, unknown>>[];
  /** To be given to `givenApplication({ routes })`. */
  readonly mount: Mount;
}

/** An endpoint that collects one model for one purpose, at `POST /collect/<purpose>` unless a path is named. */
export function givenCollector(
  purpose: string,
  body: ModelRef,
  options: ProcessingOptions & { readonly path?: string } = {},
): Collector {
  const { path = `/collect/${purpose}`, ...more } = options;
  const stored: Record<string, unknown>[] = [];
  return {
    path,
    purpose,
    stored,
    mount: (app, lawful) => {
      const gate = lawful.processing(purpose, { body, returns: 'nothing', ...more });
      app.post(path, gate, (request, response) => {
        stored.push(Object(request.body));
        response.status(201).end();
      });
    },
  };
}

/** Mounts the routes of several collectors, and others. */
export function mountAll(...mounts: readonly (Mount | { readonly mount: Mount })[]): Mount {
  return (...given) => {
    for (const each of mounts) {
      if (typeof each === 'function') each(...given);
      else each.mount(...given);
    }
  };
}

/** Sends a body to a collector. */
export function collect(
  site: Application,
  { path }: Collector,
  body: unknown,
  subject = 'subject-1',
): Promise<Answered> {
  return site.ask('POST', path, { subject, body });
}

/**
 * T-FIELD: whatever keys come beside a valid body, what is stored is a subset of the declared keys and holds the valid
 * body whole; where a surplus key is refused instead, it is a 422 and nothing is stored.
 */
export async function expectOnlyDeclared(
  site: Application,
  collector: Collector,
  { valid, declared }: { readonly valid: object; readonly declared: readonly string[] },
): Promise<void> {
  const extras = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(extras, async (extra) => {
      const before = collector.stored.length;
      const answer = await collect(site, collector, { ...extra, ...valid });
      if (answer.status === 422) {
        expect(collector.stored.length).toBe(before);
        return;
      }
      expect(answer.status, answer.text).toBe(201);
      const kept = collector.stored.at(-1) ?? {};
      expect(kept).toMatchObject(valid);
      expect(Reflect.ownKeys(kept).filter((key) => !declared.includes(String(key)))).toEqual([]);
    }),
    { numRuns: 25 },
  );
}

/** T-REQ: a body without a mandatory field is a 422 that points at it, with the consequence that the notice states. */
export async function expectMandatory(
  site: Application,
  collector: Collector,
  { field, valid }: { readonly field: string; readonly valid: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { [field]: _left, ...without } = valid;
  const before = collector.stored.length;
  const answer = await collect(site, collector, without);
  expect(answer.status, answer.text).toBe(422);
  expect(String(answer.json.type)).toMatch(/\/mandatory-field-missing$/);
  expect(collector.stored.length).toBe(before);
  const { purposes } = await noticeOf(site);
  const told = purposes
    .find(({ id }) => id === collector.purpose)
    ?.fields.find(({ path }) => path.endsWith(`.${field}`));
  expect(told).toMatchObject({ required: true, consequence: expect.anything() });
  const consequence = told?.consequence?.text;
  expect(consequence).toMatch(/\S/);
  expect(answer.json.errors).toContainEqual({
    pointer: `#/${field}`,
    detail: 'mandatory',
    consequence,
  });
  expect((await collect(site, collector, valid)).status).toBe(201);
}
