import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POLICY_FINDINGS } from './codes.ts';

test('every finding about a policy is documented with its severity, article and remedy', () => {
  const sections = givenSections();
  for (const [code, { severity, article, remedy }] of Object.entries(POLICY_FINDINGS)) {
    const section = sections.get(code) ?? '';
    expect(section, code).toContain(`${severity} · ${article}`);
    expect(section.replaceAll('\n', ' '), code).toContain(`**Remedy.** ${remedy}`);
  }
});

test('no finding about a policy is documented that nothing gives', () => {
  const documented = [...givenSections().keys()];
  expect(documented.filter((code) => !Object.hasOwn(POLICY_FINDINGS, code))).toEqual([]);
});

/** Headings of the section on policies, each with its text. */
function givenSections(): ReadonlyMap<string, string> {
  const url = new URL('../../../../../docs/findings.md', import.meta.url);
  const [, policies = ''] = readFileSync(url, 'utf8').split('\n## Policies\n');
  const [section = ''] = policies.split('\n## ');
  return new Map(
    section
      .split('\n### ')
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text]),
  );
}
