import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KINDS } from './generated/kinds.ts';
import { type Term, term, termsOf } from './term.ts';

// Nothing else holds the list still: DPV on npm stops at version 0.2 of 2021.
const DIGEST = 'a38fbcbdd0688c31c5752d0fca49b18c356d8e9086cd68e678ad97de292292e0';

test('the list of DPV identifiers is the one that was looked up, unchanged', () => {
  const text = readFileSync(LIST, 'utf8');
  expect(text).toContain('commit f01a55c3c0983e35cdfdf80593ece3353faba7b8');
  expect(createHash('sha256').update(text).digest('hex')).toBe(DIGEST);
});

test('every term that is not marked as ours is in DPV 2.3, below the same terms', () => {
  const published = publishedTerms();
  const vocabulary = allTerms();
  expect(vocabulary.length).toBeGreaterThan(900);
  expect(vocabulary.flatMap((each) => inventions(each, published))).toEqual([]);
});

test('a term that DPV does not publish is caught', () => {
  const invented = { id: 'pd:ShoeSize', broader: ['pd:PhysicalCharacteristic'] };
  expect(inventions(invented, publishedTerms())).toEqual(['pd:ShoeSize is not in DPV 2.3']);
});

test('a term moved to another place in the hierarchy is caught', () => {
  const moved = { id: 'pd:Retina', broader: ['pd:Physical'] };
  expect(inventions(moved, publishedTerms())).toEqual([
    'pd:Retina is below pd:Biometric in DPV 2.3, not pd:Physical',
  ]);
});

test('two names that circulate in guides but are not in DPV 2.3 are no terms', () => {
  expect(term('dpv:ConsentTerminated')).toBeUndefined();
  expect(term('dpv:WithdrawingFromActivity')).toBeUndefined();
});

test('what we added ourselves is marked as ours and stands below a term of DPV', () => {
  const ours = allTerms().filter(({ id }) => id.startsWith('x:'));
  expect(ours.map(({ id }) => id)).toEqual([
    'x:PostMortemDirectives',
    'x:Prospect',
    'x:A10-authorised-by-law',
    'x:A10-official-authority',
  ]);
  for (const { englishFrom, broader } of ours) {
    expect(englishFrom).not.toBe('DPV');
    expect(broader.every((id) => id.startsWith('dpv:'))).toBe(true);
  }
});

const LIST = new URL('../../data/dpv-2.3.iris.txt', import.meta.url);

function allTerms(): Term[] {
  return KINDS.flatMap((kind) => termsOf(kind)).flatMap((id) => term(id) ?? []);
}

function publishedTerms(): ReadonlyMap<string, string> {
  const lines = readFileSync(LIST, 'utf8').split('\n');
  const terms = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    terms.map((line) => {
      const [id = '', ...broader] = line.split(' ');
      return [id, broader.join(' ')];
    }),
  );
}

function inventions(
  { id, broader }: { readonly id: string; readonly broader: readonly string[] },
  published: ReadonlyMap<string, string>,
): string[] {
  if (id.startsWith('x:')) return [];
  const above = published.get(id);
  if (above === undefined) return [`${id} is not in DPV 2.3`];
  const ours = broader.join(' ');
  return above === ours ? [] : [`${id} is below ${above} in DPV 2.3, not ${ours}`];
}
