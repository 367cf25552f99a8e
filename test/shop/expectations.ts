import { expect } from 'vitest';
import type { Answer } from '../request.ts';

/** The answer is a problem document (RFC 9457) of this status, and of the type whose slug is given. */
export function expectProblem(answer: Answer, status: number, slug?: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    status,
    type: expect.any(String),
    title: expect.any(String),
  });
  if (slug !== undefined) expect(answer.body.type.endsWith(slug)).toBe(true);
}

/** The body without what names this one occurrence. */
export function withoutInstance({ body }: Answer): unknown {
  const { instance: _instance, ...rest } = body;
  return rest;
}

/** The names of the headers, without those that every answer has. */
export function headersOf({ headers }: Answer): string[] {
  return [...headers.keys()].filter((name) => name !== 'date').sort();
}
