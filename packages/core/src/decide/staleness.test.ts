import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import type { IsoDuration } from '../declare/policy-input.ts';
import { compileQuestion } from './compile-question.ts';
import type { Question } from './question.ts';

/** Milliseconds by which knowledge may lie behind, with no word of the purpose, with one minute, and with nothing. */
test.each<[string, Partial<Question>, readonly [number, number, number]]>([
  ['consulting', {}, [5_000, 60_000, 0]],
  ['collecting', { operation: 'dpv:Collect' }, [5_000, 60_000, 0]],
  ['using', { operation: 'dpv:Use' }, [5_000, 60_000, 0]],
  ['storing', { operation: 'dpv:Store' }, [5_000, 60_000, 0]],
  ['ordinary categories', { categories: ['pd:EmailAddress', 'pd:Name'] }, [5_000, 60_000, 0]],
  ['a special category', { categories: ['pd:EmailAddress', 'pd:MedicalHealth'] }, [0, 0, 0]],
  ['a recipient', { recipient: 'mailer' }, [0, 0, 0]],
  ['a recipient that nobody registered', { recipient: 'somebody' }, [0, 0, 0]],
  ['a channel', { channel: 'email' }, [0, 0, 0]],
  ['disclosing', { operation: 'dpv:Disclose' }, [0, 0, 0]],
  ['transmitting', { operation: 'dpv:DiscloseByTransmission' }, [0, 0, 0]],
  ['sharing', { operation: 'dpv:Share' }, [0, 0, 0]],
  ['disseminating', { operation: 'dpv:Disseminate' }, [0, 0, 0]],
  ['making available', { operation: 'dpv:MakeAvailable' }, [0, 0, 0]],
  ['exporting', { operation: 'dpv:Export' }, [0, 0, 0]],
  ['downloading', { operation: 'dpv:Download' }, [0, 0, 0]],
  ['transferring', { operation: 'dpv:Transfer' }, [0, 0, 0]],
  ['transferring across borders', { operation: 'dpv:CrossBorderTransfer' }, [0, 0, 0]],
])('%s: at most so old, whatever the purpose says of itself', (_what, asked, expected) => {
  const declared = ['profile', 'relaxed', 'strict'] as const;
  expect(declared.map((purpose) => needsOf({ purpose, ...asked }))).toEqual(expected);
});

test('a job that sends messages knows at once, also where it does not say by which channel', () => {
  expect(needsOf({ purpose: 'letters', operation: 'dpv:Use' })).toBe(0);
  expect(needsOf({ purpose: 'letters', operation: 'dpv:Consult' })).toBe(3_600_000);
});

test('a purpose that nobody declared is held to the default', () => {
  expect(needsOf({ purpose: 'secret' })).toBe(5_000);
});

test.each<[string, number]>([
  ['P1D', 3_600_000],
  ['PT9999999999H', 3_600_000],
  ['P1M', 0],
  ['five seconds', 0],
])(
  'a maxStaleness of %s in a policy loaded in spite of its errors lets nothing older count',
  (maxStaleness, expected) => {
    const policy = definePolicy({
      version: '1',
      effectiveFrom: '2026-01-01',
      purposes: { odd: { legalBasis: 'consent', maxStaleness: maxStaleness as IsoDuration } },
    });
    expect(needsOf({ purpose: 'odd' }, compileCatalogue({ policy, models: [] }))).toBe(expected);
  },
);

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: {
    profile: { legalBasis: 'consent' },
    relaxed: { legalBasis: 'consent', maxStaleness: 'PT1M' },
    strict: { legalBasis: 'consent', maxStaleness: 'PT0S' },
    letters: { legalBasis: 'consent', channel: ['post', 'email'], maxStaleness: 'PT1H' },
  },
});

function needsOf(
  question: Partial<Question> & Pick<Question, 'purpose'>,
  catalogue = compileCatalogue({ policy: POLICY, models: [] }),
): number {
  const asked: Question = {
    operation: 'dpv:Consult',
    actor: { type: 'data-subject' },
    ...question,
  };
  return compileQuestion(catalogue, asked, Date.parse('2026-11-22T09:00:00Z')).needs.maxStaleness;
}
