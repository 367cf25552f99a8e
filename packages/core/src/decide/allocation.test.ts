import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { NEVER_HEARD_OF, viewOf } from './view.ts';

/** Few enough that even one small object each would not make the collector run in between. */
const DECISIONS = 20_000;
/** The smallest object takes more than this. */
const LEAST_BYTES = 12;

test('the permit path allocates nothing', () => {
  const { asked, view, now } = givenConsent();
  const grown = heapGrowth(() => decide(asked, view, now));
  expect(grown).toBeLessThan(DECISIONS * LEAST_BYTES * 0.1);
});

test('the measure would notice one object per decision', () => {
  const { asked, view, now } = givenConsent();
  const kept: Decision[] = new Array(DECISIONS);
  let index = 0;
  const grown = heapGrowth(() => {
    const decision = { ...decide(asked, view, now) };
    kept[index++ % DECISIONS] = decision;
    return decision;
  });
  expect(grown).toBeGreaterThan(DECISIONS * LEAST_BYTES);
});

function givenConsent() {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: { newsletter: { legalBasis: 'consent', consent: { duration: 'P13M' } } },
  });
  const now = Date.parse('2026-11-22T09:00:00Z');
  const catalogue = compileCatalogue({ policy, models: [] });
  const state = {
    ...NEVER_HEARD_OF,
    consents: [
      {
        purpose: 'newsletter',
        status: 'dpv:ConsentGiven' as const,
        explicit: false,
        since: '2026-11-01T00:00:00Z',
        recordId: 'e',
      },
    ],
  };
  const asked = compileQuestion(
    catalogue,
    { purpose: 'newsletter', operation: 'dpv:Use', actor: { type: 'data-subject' } },
    now,
  );
  const view = viewOf(catalogue, state, now);
  expect(decide(asked, view, now).outcome).toBe('allow');
  return { asked, view, now };
}

/** The least heap growth of several rounds, in bytes: noise of the runner only ever adds. */
function heapGrowth(work: () => Decision): number {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  const growth: number[] = [];
  for (let round = 0; round < 12; round++) {
    if (typeof gc === 'function') gc();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < DECISIONS; index++) work();
    growth.push(process.memoryUsage().heapUsed - before);
  }
  return Math.min(...growth.slice(2));
}
