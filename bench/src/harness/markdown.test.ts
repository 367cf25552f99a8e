import { expect, test } from 'vitest';
import { Verdict } from './bounds.ts';
import { toMarkdown } from './markdown.ts';
import { Mode, type TableResult } from './table.ts';
import { Role } from './variant.ts';

test('a rival that could not run is shouted, not left out', () => {
  const text = toMarkdown(givenTable({ notRun: [{ name: 'opa-wasm', reason: 'no policy' }] }));
  expect(text).toContain('**!!! opa-wasm: NOT RUN (no policy)**');
});

test('a control that is off is shouted', () => {
  expect(toMarkdown(givenTable({ controlHolds: false }))).toContain('the A/A control is off');
  expect(toMarkdown(givenTable({}))).not.toContain('!!!');
});

test('a row shows cost, ratio and interval', () => {
  expect(toMarkdown(givenTable({}))).toContain(
    '| floor | base | 15.0 (14.0) | 1.00x | 0.99–1.01 | 0.00 |',
  );
});

test('a bound is printed with its verdict', () => {
  const ratio = { median: 0.004, low: 0.0031, high: 12.25, coverage: 0.96 };
  const bound = { variant: 'ours', bound: 2, of: 'floor', verdict: Verdict.Undecided, ratio };
  expect(toMarkdown(givenTable({ bounds: [bound] }))).toContain(
    'bound: ours ≤ 2.00x of floor: **undecided (interval straddles)** (0.004x, 0.0031–12.3)',
  );
});

function givenTable(changes: Partial<TableResult>): TableResult {
  const estimate = { median: 1, low: 0.99, high: 1.01, coverage: 0.96 };
  return {
    title: 'A table',
    mode: Mode.Shared,
    unit: 'ns/op',
    rounds: 11,
    rows: [
      {
        name: 'floor',
        role: Role.Base,
        cost: { median: 15, p20: 14 },
        ratio: estimate,
        added: { ...estimate, median: 0 },
      },
    ],
    bounds: [],
    notRun: [],
    controlHolds: true,
    ...changes,
  };
}
