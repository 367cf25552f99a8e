import type { NestPrivacy } from './nest-privacy.ts';
import { problemDocument } from './problem-document.ts';

/** Errors that say no more than their problem document: already told, and not told again. */
const made = new WeakSet<object>();

/**
 * What a client of GraphQL may be told of an error: the title of its problem as the message, the document with its code
 * in `extensions`, which GraphQL hands to the client.
 */
export function graphqlError(
  error: unknown,
  lawful: Pick<NestPrivacy, 'privacy' | 'options'>,
): Error {
  if (error instanceof Error && made.has(error)) return error;
  const problem = problemDocument(error, lawful);
  const code = String(problem.type ?? '')
    .split('/')
    .at(-1);
  const told = Object.assign(new Error(String(problem.title ?? 'Refused')), {
    extensions: { ...problem, code },
  });
  made.add(told);
  return told;
}
