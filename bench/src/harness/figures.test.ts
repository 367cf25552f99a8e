import { expect, test } from 'vitest';
import { Verdict } from './bounds.ts';
import { exactly, judgeLimit } from './figures.ts';
import { figuresToMarkdown } from './figures-markdown.ts';
import { Role } from './variant.ts';

const promised = { what: 'bytes', limit: 10, unit: 'B' };

test('a limit is broken only where the whole interval is above it', () => {
  expect(judgeLimit({ ...promised, measured: exactly(11) }).verdict).toBe(Verdict.Broken);
  const straddling = { value: 9, low: 8, high: 11 };
  expect(judgeLimit({ ...promised, measured: straddling }).verdict).toBe(Verdict.Undecided);
});

test('a limit holds where the whole interval is below it', () => {
  expect(judgeLimit({ ...promised, measured: exactly(10) }).verdict).toBe(Verdict.Holds);
});

test('a limit that nobody measured did not run', () => {
  expect(judgeLimit(promised).verdict).toBe(Verdict.NotRun);
});

test('says loudly what was not run and what does not hold', () => {
  const text = figuresToMarkdown({
    title: 'Bytes',
    mode: 'counted',
    columns: ['bytes'],
    figures: [{ name: 'ours', role: Role.Ours, values: [null] }],
    limits: [judgeLimit({ ...promised, measured: exactly(11) })],
    notRun: [{ name: 'rival', reason: 'absent' }],
  });
  expect(text).toContain('| ours | ours | – |');
  expect(text).toContain('**!!! rival: NOT RUN (absent)**');
  expect(text).toContain('- limit: bytes ≤ 10.0 B: **DOES NOT HOLD** (11.0)');
});
