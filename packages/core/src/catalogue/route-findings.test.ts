import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POLICY_FINDINGS } from './check-policy/codes.ts';
import { type FindingEntry, MODEL_FINDINGS } from './finding-codes.ts';
import { ROUTE_FINDINGS } from './route-findings.ts';

const PAGE = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');
const ROUTES = PAGE.split(/^## /m).find((each) => each.startsWith('Routes\n')) ?? '';
const SECTIONS = new Map(
  ROUTES.split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);
const ENTRIES: Readonly<Record<string, FindingEntry>> = ROUTE_FINDINGS;

test('docs/findings.md describes every finding about routes, and no other', () => {
  expect([...SECTIONS.keys()].toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
});

test.each(Object.entries(ENTRIES))(
  'docs/findings.md says of %s what the code says',
  (code, entry) => {
    expect(SECTIONS.get(code)).toContain(`\n${entry.severity} · ${entry.article}\n`);
    expect(SECTIONS.get(code)).toContain(entry.remedy);
  },
);

test('no code means one thing for a route and another elsewhere', () => {
  const others = { ...MODEL_FINDINGS, ...POLICY_FINDINGS };
  expect(Object.keys(ENTRIES).filter((code) => Object.hasOwn(others, code))).toEqual([]);
});
