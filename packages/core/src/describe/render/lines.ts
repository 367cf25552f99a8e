import type { Language } from '../../vocabulary/index.ts';
import type { Text } from '../parts/reading.ts';
import { linkOf } from './link.ts';
import type { Block, Fact, Line, Run } from './page.ts';

/** Plain text. */
export function words(text: string): Line {
  return [{ text }];
}

/** Words of the policy, marked where they are in another language than the page. */
export function textRun({ text, language }: Text, page: Language): Run {
  return language === undefined || language === page ? { text } : { text, language };
}

/** An address or contact, as a link where it can be one. */
export function addressRun(address: string): Run {
  const href = linkOf(address);
  const text = address.replace(/^(?:mailto|tel):/i, '');
  return href === undefined ? { text } : { text, href };
}

/** Several runs with something between them. */
export function joined(runs: readonly Run[], between = ', '): Line {
  return runs.flatMap((run, at) => (at === 0 ? [run] : [{ text: between }, run]));
}

/** The first letter upper case: labels of the vocabulary begin as they do inside a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A fact, or none where nothing is to be said. */
export function fact(term: string, details: readonly (Line | null)[]): readonly Fact[] {
  const stated = details.filter((each) => each !== null && each.length > 0);
  return stated.length === 0 ? [] : [{ term, details: stated.filter((each) => each !== null) }];
}

/** Facts as a block, or none. */
export function facts(all: readonly Fact[]): readonly Block[] {
  return all.length === 0 ? [] : [{ kind: 'facts', facts: all }];
}
