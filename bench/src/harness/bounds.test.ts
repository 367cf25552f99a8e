import { expect, test } from 'vitest';
import { judge, Verdict } from './bounds.ts';

const rounds = 21;

test('a bound holds only when the whole interval is below it', () => {
  const ratios = givenRatios({ floor: [1, 1], ours: [1.4, 1.9] });
  const verdict = (bound: number) =>
    judge([{ variant: 'ours', bound, of: 'floor' }], ratios)[0]?.verdict;
  expect(verdict(2)).toBe(Verdict.Holds);
  expect(verdict(1.3)).toBe(Verdict.Broken);
  expect(verdict(1.65)).toBe(Verdict.Undecided);
});

test('two contestants are compared round by round', () => {
  const ratios = givenRatios({ rival: [40, 60], ours: [2, 3] });
  const [judged] = judge([{ variant: 'ours', bound: 0.05, of: 'rival' }], ratios);
  expect(judged?.ratio?.median).toBeCloseTo(0.05, 5);
  expect(judged?.verdict).toBe(Verdict.Holds);
});

test('what two contestants add to the base is compared where that is meant', () => {
  const ratios = givenRatios({ rival: [4, 6], ours: [1.1, 1.1] });
  const bound = { variant: 'ours', bound: 0.05, of: 'rival' };
  expect(judge([{ ...bound, added: true }], ratios)[0]).toMatchObject({ verdict: Verdict.Holds });
  expect(judge([bound], ratios)[0]).toMatchObject({ verdict: Verdict.Broken });
});

test('a bound against a rival that did not run is not silently kept', () => {
  const [judged] = judge([{ variant: 'ours', bound: 1, of: 'opa' }], givenRatios({ ours: [1, 1] }));
  expect(judged).toMatchObject({ verdict: Verdict.NotRun, ratio: null });
});

/** Ratios that go evenly from the first to the last of their range, in the same order for all. */
function givenRatios(ranges: Record<string, readonly [number, number]>) {
  return new Map(
    Object.entries(ranges).map(([name, [from, to]]) => [
      name,
      Array.from({ length: rounds }, (_, index) => from + ((to - from) * index) / (rounds - 1)),
    ]),
  );
}
