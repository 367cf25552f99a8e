import { expect, test } from 'vitest';
import { findingsOf } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { bsoft } from './policies/bsoft/policy.ts';
import { luxim } from './policies/luxim/policy.ts';
import { oksigen } from './policies/oksigen/policy.ts';
import { orusbijoux } from './policies/orusbijoux.ts';
import { unnamedPublisher } from './policies/unnamed-publisher/policy.ts';

/** What the linter must say of rows that ask for more than a finding: it claims none of them by itself. */
const HALVES: readonly (readonly [
  row: string,
  PolicyInput,
  code: string,
  at: readonly string[],
])[] = [
  ['S0-28', orusbijoux, 'retention-not-determined', ['l.67']],
  ['S0-36', orusbijoux, 'right-misdescribed', ['l.79']],
  ['S0-40', orusbijoux, 'identity-document-demanded', ['l.82']],
  ['S1-02', unnamedPublisher, 'open-ended-category', ['l.15']],
  ['S1-29', unnamedPublisher, 'undefined-combination', ['l.70']],
  ['S1-45', unnamedPublisher, 'browser-only-refusal', ['l.99']],
  ['S1-46', unnamedPublisher, 'retention-not-determined', ['l.104']],
  ['S1-62', unnamedPublisher, 'transfer-contradiction', ['l.143', 'l.163']],
  ['S1-63', unnamedPublisher, 'hidden-tracker', ['l.163']],
  ['S2-02', luxim, 'implied-consent', ['l.4']],
  ['S2-03', luxim, 'consent-conditionality', ['l.5']],
  ['S2-07', luxim, 'open-ended-category', ['l.11']],
  ['S2-16', luxim, 'channel-law-overrides-basis', ['l.21', 'l.22', 'l.66', 'l.68']],
  ['S2-17', luxim, 'retention-on-another-basis', ['l.21', 'l.22', 'l.35']],
  ['S2-58', luxim, 'indirect-access-unsupported', ['l.59']],
  ['S2-71', luxim, 'superseded-rule', ['l.70']],
  ['S3-63', bsoft, 'transfer-contradiction', ['l.135', 'l.169']],
  ['S3-71', bsoft, 'superseded-rule', ['l.188']],
  ['S3-79', bsoft, 'right-missing', ['l.200']],
  ['S3-82', bsoft, 'mislabelled-contact', ['l.201']],
  ['S4-22', oksigen, 'cookie-consent-required', ['l.193', 'l.49', 'l.61']],
  ['S4-25', oksigen, 'channel-law-overrides-basis', ['l.52', 'l.61']],
  ['S4-32', oksigen, 'consent-conditionality', ['l.68', 'l.51', 'l.62']],
  ['S4-65', oksigen, 'start-event-undefined', ['l.125']],
  ['S4-67', oksigen, 'retention-not-determined', ['l.127']],
];

test.each(HALVES)('the linter finds what row %s says of the text', (_row, policy, code, at) => {
  expect(findingsOf(policy, code).map((finding) => finding.at)).toContainEqual(at);
});

test('a right that a text leaves out is named with its article', () => {
  const [objection] = findingsOf(bsoft, 'right-missing');
  expect(objection).toMatchObject({ place: 'rights.objection' });
  expect(objection?.message).toContain('eu-gdpr:A21');
  const [restriction, ...more] = findingsOf(oksigen, 'right-missing');
  expect(restriction).toMatchObject({ place: 'rights.restriction' });
  expect(restriction?.message).toContain('eu-gdpr:A18');
  expect(more).toEqual([]);
});
