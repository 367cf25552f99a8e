import { expect, test } from 'vitest';
import { gpcSignalled, gpcSupport } from './gpc.ts';

test.each([
  [['Sec-GPC', '1'], true],
  [['sec-gpc', '1'], true],
  [['Sec-GPC', '0', 'Sec-GPC', '1'], true],
  [['Accept', '*/*', 'SEC-GPC', '1'], true],
  [[], false],
  [['Sec-GPC', '0'], false],
  [['Sec-GPC', '1, 0'], false],
  [['Sec-GPC', '1;foo'], false],
  [['Sec-GPC', ' 1'], false],
  [['Sec-GPC', 'true'], false],
  [['Sec-GPC', '11'], false],
  [['Sec-GPC'], false],
  [['X', 'Sec-GPC', '1', 'Sec-GPC'], false],
])('%j signals Global Privacy Control: %s', (rawHeaders, signalled) => {
  expect(gpcSignalled(rawHeaders)).toBe(signalled);
});

test('support is stated since the policy was last changed', () => {
  expect(gpcSupport({ effectiveFrom: '2026-01-01' })).toEqual({
    gpc: true,
    lastUpdate: '2026-01-01',
  });
  expect(gpcSupport({ effectiveFrom: '2026-01-01', updatedAt: '2026-05-01' }).lastUpdate).toBe(
    '2026-05-01',
  );
});
