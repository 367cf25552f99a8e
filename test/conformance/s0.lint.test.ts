import { expect, test } from 'vitest';
import { findingsOf, linesOf, variant } from './boot.ts';
import { orusbijoux } from './policies/orusbijoux.ts';

test('S0-15 consent for any collection beside legitimate interests is two bases, at both lines', () => {
  const found = findingsOf(orusbijoux, 'multiple-legal-basis');
  const interests = found.filter(({ at }) => at.includes('l.47'));
  expect(interests.length).toBeGreaterThan(0);
  for (const { severity, at } of interests) {
    expect(severity).toBe('error');
    expect(at).toEqual(expect.arrayContaining(['l.35', 'l.47']));
  }
  const mended = variant(orusbijoux, {
    commitments:
      orusbijoux.commitments?.filter((it) => it.promises !== 'consent-for-any-collection') ?? [],
  });
  expect(findingsOf(mended, 'multiple-legal-basis')).toEqual([]);
});

test('S0-44 the placeholder that stands for an e-mail address is no contact', () => {
  const lines = linesOf(orusbijoux, 'contact-not-actionable').flat();
  expect(new Set(lines)).toEqual(new Set(['l.82', 'l.93']));
  const contact = 'privacy@orusbijoux.example';
  const mended = variant(orusbijoux, {
    dataProtectionOfficer: { ...orusbijoux.dataProtectionOfficer, contact },
    dataProtectionContact: { ...orusbijoux.dataProtectionContact, contact },
    rightsContact: { ...orusbijoux.rightsContact, email: contact },
  });
  expect(linesOf(mended, 'contact-not-actionable')).toEqual([]);
});
