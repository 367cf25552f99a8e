import { findCanaries } from '@lawful/core/testing';
import { expect } from 'vitest';
import type { Answer } from './client.ts';
import { type Name, PEOPLE } from './people.ts';
import type { ExpectedAnswer, RequestStep } from './scenario.ts';

/** Holds what a step expects of its answer, and what every answer promises. */
export function expectAnswer(step: RequestStep, expected: ExpectedAnswer, answer: Answer): void {
  const { status, headers, text } = answer;
  expect({ ask: step.ask, status, ...(status === expected.status ? {} : { text }) }).toEqual({
    ask: step.ask,
    status: expected.status,
  });
  if (expected.problem !== undefined) expectProblem(expected, answer);
  else if (expected.status < 400) expect(mediaType(answer)).not.toBe('application/problem+json');
  if ('json' in expected) expect(parsed(answer)).toEqual(expected.json);
  if ('includes' in expected) expect(parsed(answer)).toMatchObject(Object(expected.includes));
  if (expected.text !== undefined) expect(text).toBe(expected.text);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const said = headers[name];
    const told = Array.isArray(said) ? said.join(' | ') : said;
    if (value === null) expect(headers).not.toHaveProperty([name]);
    else if (typeof value === 'string') expect(told).toBe(value);
    else expect(told).toMatch(value);
  }
}

/** A whole problem document (RFC 9457), with exactly the members expected, and nothing of anybody in it. */
function expectProblem({ status, problem, members = {} }: ExpectedAnswer, answer: Answer): void {
  expect(mediaType(answer)).toBe('application/problem+json');
  expect(answer.headers['cache-control']).toBe('no-store');
  if (status === 503) expect(answer.headers['retry-after']).toMatch(/^[1-9][0-9]*$/);
  if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  const { type, title, status: repeated, detail, instance, ...rest } = Object(parsed(answer));
  expect(String(type).slice(String(type).lastIndexOf('/') + 1)).toBe(problem);
  expect({ repeated, title: typeof title, instance }).toEqual({
    repeated: status,
    title: 'string',
    instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
  });
  if (problem !== 'about:blank') expect(typeof detail).toBe('string');
  expect(rest).toEqual(members);
}

/** What came out somewhere: `the log`, `what anna got`. */
export type Sink = readonly [where: string, text: string];

/** The places where an answer shows; of whom something may be there, besides nobody. */
export function sinksOf(
  { as, ask }: RequestStep,
  { status, headers, text }: Answer,
): readonly Sink[] {
  // The address of a redirection is the application's own; no other header speaks of anybody.
  const { location: _ours, ...others } = headers;
  const spoken: Sink = [`the headers of ${ask}`, JSON.stringify(others)];
  if (status >= 400) return [spoken, [`the problem at ${ask}`, text]];
  return typeof as === 'string' && isPerson(as)
    ? [spoken, [`what ${as} got by ${ask}`, text]]
    : [spoken];
}

/** Nothing of anybody may be in these places, in no form; but a person may get what is that person's own. */
export function expectSilence(sinks: readonly Sink[]): void {
  for (const name of everybody()) {
    const others = sinks.filter(([where]) => !where.startsWith(`what ${name} got`));
    // All at once, for most often there is nothing to be found.
    if (found(others.map(([, text]) => text).join('\n'), name).length === 0) continue;
    for (const [where, text] of others) expect(found(text, name), where).toEqual([]);
  }
}

/** Which values of a person are in a text. Ids and pseudonyms are random letters: pieces of a value are not looked for in them. */
export function found(text: string, name: Name): readonly string[] {
  if (text.trim() === '') return [];
  const { pieces, whole } = Object.groupBy(findCanaries(text, PEOPLE[name]), ({ forms }) =>
    forms.some((it) => it !== 'piece') ? 'whole' : 'pieces',
  );
  const parts = pieces === undefined ? [] : findCanaries(text.replace(RANDOM, ''), PEOPLE[name]);
  return [...new Set([...(whole ?? []), ...parts].map(({ field }) => `${name}.${field}`))];
}

const RANDOM =
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|"(?:subject|pseudonym)":"[\w-]*"|\b[0-9a-f]{16,32}\b|\b\d{12,}\b/g;

function isPerson(name: string): name is Name {
  return Object.hasOwn(PEOPLE, name);
}

function everybody(): readonly Name[] {
  return ['anna', 'bert', 'chloe', 'ghost'];
}

function parsed({ text }: Answer): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

function mediaType({ headers }: Answer): string | undefined {
  return headers['content-type']?.split(';')[0];
}
