import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generate, type VocabularyData } from '../../../../tools/vocabulary/generate.mjs';

test('the generated files are what the data file gives today', () => {
  const fresh = generate(readData());
  expect(readdirSync(GENERATED).sort()).toEqual([...fresh.keys()].sort());
  for (const [name, text] of fresh)
    expect(readFileSync(new URL(name, GENERATED), 'utf8'), name).toBe(text);
});

test('generating twice gives the same files', () => {
  expect(generate(readData())).toEqual(generate(readData()));
});

test('the data file says which DPV it was made from and under which licence', () => {
  expect(readData()).toMatchObject({
    version: '2.3',
    commit: 'f01a55c3c0983e35cdfdf80593ece3353faba7b8',
    licence: expect.stringContaining('W3C Software and Document License 2023'),
  });
});

test.each([
  ['a term given twice', [given('pd:Name'), given('pd:Name')], 'pd:Name occurs twice'],
  [
    'a short name for two terms',
    [given('pd:Name', 'name'), given('pd:Username', 'name')],
    'alias name occurs twice in category',
  ],
  [
    'a term below one that is missing',
    [{ ...given('pd:Name'), broader: ['pd:Identifying'] }],
    'pd:Name is below pd:Identifying, which is not here',
  ],
])('%s stops the generation', (_, category, message) => {
  expect(() => generate({ ...readData(), terms: { category } })).toThrow(message);
});

const GENERATED = new URL('./generated/', import.meta.url);

function readData(): VocabularyData {
  return JSON.parse(readFileSync(new URL('../../data/vocabulary.json', import.meta.url), 'utf8'));
}

function given(id: string, alias?: string) {
  return { id, en: id, fr: id, ...(alias === undefined ? {} : { alias }) };
}
