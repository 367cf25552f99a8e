import { expect, test } from 'vitest';
import type { LedgerEntry } from '../ports.ts';
import type { AuditRecord } from './audit-record.ts';
import { ROOT_SPAN_NAME, rootSpanOf, SPAN_NAMES, spanOf, traceIdOf } from './span.ts';
import { uuidv7 } from './uuid-v7.ts';

const NOW = Date.UTC(2026, 10, 22, 9);

test('the records of one unit of work form one trace under one root', () => {
  const unit = uuidv7(NOW);
  const decision = spanOf(entry({ unit, kind: 'decision' }));
  const served = spanOf(entry({ unit, kind: 'served' }));
  const root = rootSpanOf(entry({ unit }));
  expect(root.name).toBe(ROOT_SPAN_NAME);
  expect(root.traceId).toBe(unit.replaceAll('-', ''));
  for (const child of [decision, served]) {
    expect(child.traceId).toBe(root.traceId);
    expect(child.parentSpanId).toBe(root.spanId);
  }
  expect(new Set([root.spanId, decision.spanId, served.spanId]).size).toBe(3);
  expect(root.parentSpanId).toBeUndefined();
});

test('the same entry always makes the same span, so that a replay repeats and never doubles', () => {
  const one = entry({});
  expect(spanOf(one)).toEqual(spanOf(structuredClone(one)));
  expect(rootSpanOf(one)).toEqual(rootSpanOf(structuredClone(one)));
});

test('each kind of record is a span of its own name', () => {
  expect(SPAN_NAMES).toMatchObject({
    decision: 'privacy.decision',
    served: 'privacy.access',
    'consent-changed': 'privacy.consent.change',
    'export-closed': 'privacy.export',
  });
});

test('a decision is a point in time; an export and the root last from the beginning of the unit', () => {
  const unit = uuidv7(NOW - 250);
  const at = new Date(NOW).toISOString();
  expect(spanOf(entry({ unit, at }))).toMatchObject({ startTime: NOW, endTime: NOW });
  const beginning = spanOf(entry({ unit, at, kind: 'export-closed' })).startTime;
  expect(spanOf(entry({ unit, at, kind: 'export-closed' })).endTime).toBe(NOW);
  expect(beginning).toBeLessThanOrEqual(NOW);
  expect(rootSpanOf(entry({ unit, at }))).toMatchObject({ startTime: beginning, endTime: NOW });
});

test.each([
  ['a unit from the future', '0fffffff-ffff-7000-8000-000000000000'],
  ['a unit of long ago', '00000000-0001-7000-8000-000000000000'],
  ['a unit with another kind of id', 'nightly-purge'],
])('%s does not bend time', (_, unit) => {
  const at = new Date(NOW).toISOString();
  expect(rootSpanOf(entry({ unit, at }))).toMatchObject({ startTime: NOW, endTime: NOW });
  expect(traceIdOf(unit)).toMatch(/^[0-9a-f]{32}$/);
});

test('a record whose time cannot be read still makes a span that can be sent', () => {
  const id = '01935a3c-7c00-7000-8000-000000000001';
  const span = spanOf(entry({ id, at: 'yesterday' }));
  expect(span.endTime).toBe(0x01935a3c7c00);
  expect(spanOf(entry({ id: 'x', at: 'yesterday' })).endTime).toBe(0);
});

test('a span links to the span of its request', () => {
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  expect(spanOf(entry({ trace })).link).toEqual(trace);
  expect(rootSpanOf(entry({ trace })).link).toEqual(trace);
  expect(spanOf(entry({})).link).toBeUndefined();
});

test.each([
  [{ traceId: '0'.repeat(32), spanId: 'b7ad6b7169203331' }],
  [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '0'.repeat(16) }],
  [{ traceId: 'anna@example.test', spanId: 'b7ad6b7169203331' }],
])('a trace context that is none makes no link', (trace) => {
  expect(spanOf(entry({ trace })).link).toBeUndefined();
});

test.each<[string, Partial<AuditRecord>, 'unset' | 'error']>([
  ['a permit', {}, 'unset'],
  [
    'a refusal: the system did what it should',
    { outcome: 'deny', reason: 'consent_withdrawn' },
    'unset',
  ],
  ['a refusal because the state is unknown', { outcome: 'deny', reason: 'state_unknown' }, 'error'],
  ['a problem of the request', { outcome: 'deny', errorType: 'body-malformed' }, 'unset'],
  ['a problem on our side', { outcome: 'deny', errorType: 'audit-unavailable' }, 'error'],
  ['an incident', { kind: 'incident' }, 'error'],
])('%s has its status', (_, over, status) => {
  expect(spanOf(entry(over)).status).toBe(status);
});

function entry(over: Partial<AuditRecord>): LedgerEntry {
  const record: AuditRecord = {
    id: uuidv7(NOW),
    at: new Date(NOW).toISOString(),
    kind: 'decision',
    unit: uuidv7(NOW),
    outcome: 'allow',
    reason: 'contract',
    policyVersion: '3',
    ...over,
  };
  return { index: 0, record };
}
