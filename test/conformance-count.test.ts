import { expect, test } from 'vitest';
import { count, type RunTest } from '../tools/conformance/count.ts';
import { report } from '../tools/conformance/report.ts';
import { ROW_IDS } from '../tools/conformance/rows.ts';

test('the table has 398 rows, numbered per policy', () => {
  expect(ROW_IDS.size).toBe(398);
  expect([...ROW_IDS].filter((id) => /-(?:01|47|72|97|86|96)$/.test(id))).toEqual(
    expect.arrayContaining(['S0-01', 'S0-47', 'S1-72', 'S2-97', 'S3-86', 'S4-96']),
  );
});

test('a row passes when the tests that begin with its id ran and passed', () => {
  const { passing, toDo, problems } = count(given('S0-15 two bases', 'S4-60 two contacts'), {});
  expect([...passing]).toEqual(['S0-15', 'S4-60']);
  expect(toDo.size).toBe(396);
  expect(problems).toEqual([]);
});

test('a planted failing test takes its row away, even where another test of the row passes', () => {
  const failing: RunTest = { title: 'S0-15 and the other half', status: 'failed' };
  const { passing, problems } = count([...given('S0-15 two bases'), failing], {});
  expect([...passing]).toEqual([]);
  expect(problems).toEqual(['failed: S0-15 and the other half']);
});

test.each(['skipped', 'todo', 'pending'])('a test that is %s proves nothing', (status) => {
  const { passing, problems } = count([{ title: 'S0-15 two bases', status }], {});
  expect([...passing]).toEqual([]);
  expect(problems).toEqual([]);
});

test('a test that fails without naming a row fails the run', () => {
  expect(count([{ title: 'the linter is pure', status: 'failed' }], {}).problems).toHaveLength(1);
});

test.each(['S0-00 nothing', 'S0-48 nothing', 'S5-01 nothing', 'S1-1 nothing'])(
  '"%s" names no row of the table',
  (title) => {
    const { passing, problems } = count(given(title), {});
    expect([...passing]).toEqual([]);
    expect(problems).toEqual([`${title.split(' ')[0]} is no row of the table`]);
  },
);

test('an id inside a title claims nothing', () => {
  expect([...count(given('as in S0-15', 'S0-15a', 'S0-151'), {}).passing]).toEqual([]);
});

test('a row that does not apply needs a reason, exists, and does not pass as well', () => {
  expect(count([], { 'S0-15': 'A reason.' })).toMatchObject({ problems: [] });
  expect([...count([], { 'S0-15': 'A reason.' }).notApplicable]).toEqual(['S0-15']);
  expect(count([], { 'S0-15': ' ' }).problems).toEqual([
    'S0-15 is not applicable without a reason',
  ]);
  expect(count([], { 'S9-15': 'A reason.' }).problems).toEqual(['S9-15 is no row of the table']);
  expect(count(given('S0-15 two bases'), { 'S0-15': 'A reason.' }).problems).toEqual([
    'S0-15 is not applicable and passes',
  ]);
});

test('the report ends with the line that is read by machines', () => {
  const lines = report(count(given('S0-15 two bases'), { 'S1-01': 'A reason.' })).split('\n');
  expect(lines.at(-1)).toBe('conformance: 1 passing, 1 not applicable, 396 to do of 398');
  expect(lines[1]?.split(/\s+/)).toEqual(['S0', 'OrusBijoux', '47', '1', '0', '46']);
});

function given(...titles: readonly string[]): readonly RunTest[] {
  return titles.map((title) => ({ title, status: 'passed' }));
}
