import { expect, test } from 'vitest';
import { assertNoErrors } from './check.ts';
import type { Finding } from './finding.ts';

test('all findings are told at once, errors first, each with place and remedy', () => {
  const findings = [
    givenFinding({ severity: 'info', code: 'subject-id-missing', place: 'Lead' }),
    givenFinding({
      severity: 'error',
      code: 'category-unknown',
      place: 'Lead.email',
      at: ['l.24'],
    }),
    givenFinding({ severity: 'error', code: 'several-subject-ids', place: 'Customer' }),
  ];
  expect(() => assertNoErrors(findings)).toThrow(
    expect.objectContaining({ name: 'PrivacyError', code: 'findings-at-start' }),
  );
  const message = messageOf(() => assertNoErrors(findings));
  const [, ...lines] = message.split('\n');
  expect(lines).toEqual([
    'error category-unknown at Lead.email (l.24): Wrong. Mend it. [Art. 24]',
    'error several-subject-ids at Customer: Wrong. Mend it. [Art. 24]',
    'info subject-id-missing at Lead: Wrong. Mend it. [Art. 24]',
  ]);
});

test('warnings and information stop nothing', () => {
  const findings = [givenFinding({ severity: 'warning' }), givenFinding({ severity: 'info' })];
  expect(() => assertNoErrors(findings)).not.toThrow();
});

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

function givenFinding(differing: Partial<Finding>): Finding {
  const plain = { code: 'model-empty', severity: 'error', place: 'Customer', at: [] } as const;
  return { ...plain, message: 'Wrong.', article: 'Art. 24', remedy: 'Mend it.', ...differing };
}
