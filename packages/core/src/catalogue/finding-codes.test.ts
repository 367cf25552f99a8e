import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POLICY_FINDINGS } from './check-policy/codes.ts';
import { type FindingEntry, MODEL_FINDINGS } from './finding-codes.ts';

const ENTRIES: Readonly<Record<string, FindingEntry>> = MODEL_FINDINGS;

test('docs/findings.md describes every finding about models, and no other', () => {
  expect(Object.keys(sectionsOf('Models')).toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
});

test.each(Object.entries(ENTRIES))(
  'docs/findings.md says of %s what the code says',
  (code, entry) => {
    const text = sectionsOf('Models')[code] ?? '';
    expect(text).toContain(`\n${entry.severity} · ${entry.article}\n`);
    expect(text).toContain(entry.remedy);
  },
);

test('no code means one thing for a policy and another for a model', () => {
  const shared = Object.keys(MODEL_FINDINGS).filter((code) => Object.hasOwn(POLICY_FINDINGS, code));
  expect(shared).toEqual([]);
});

/** The third-level sections of a second-level one, by their headings. */
function sectionsOf(chapter: string): Readonly<Record<string, string>> {
  const page = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');
  const text = page.split(/^## /m).find((each) => each.startsWith(`${chapter}\n`)) ?? '';
  const sections = text.split(/^### /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => [section.slice(0, section.indexOf('\n')), section]),
  );
}
