import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canarySubject, findCanaries } from '../testing/index.ts';
import { allowed, attributesOf, SPAN_ATTRIBUTES } from './attributes.ts';
import type { AuditRecord } from './audit-record.ts';

const EVERYTHING = { subjectPseudonym: true, actor: true, route: true };

test('a permit says what, why, on which basis and where its evidence is', () => {
  expect({ ...attributesOf({ index: 7, record: full() }) }).toEqual({
    'privacy.record.id': '01935a3c-7c00-7000-8000-000000000001',
    'privacy.ledger.index': 7,
    'privacy.decision.outcome': 'allow',
    'privacy.decision.reason': 'consent_given',
    'privacy.purpose': 'newsletter',
    'privacy.legal_basis': 'eu-gdpr:A6-1-a',
    'privacy.processing.operation': 'dpv:Disclose',
    'privacy.policy.version': '3',
    'privacy.data.categories': ['pd:EmailAddress'],
    'privacy.data.special_category': true,
    'privacy.consent.status': 'dpv:ConsentGiven',
    'privacy.consent.record.id': 'consent-1',
    'privacy.consent.age_ms': 12,
    'privacy.subject.count': 500,
    'privacy.recipient.id': 'mailer',
    'privacy.recipient.country': 'US',
    'privacy.transfer.mechanism': 'eu-gdpr:A46-2-c',
    'privacy.right': 'eu-gdpr:A15',
    'privacy.request.id': 'request-1',
    'privacy.request.status': 'dpv:RequestFulfilled',
  });
});

test('nobody is identified, not even by a pseudonym, unless that is configured', () => {
  const names = Object.keys(attributesOf({ index: 0, record: full() }));
  const optIn = Object.entries(SPAN_ATTRIBUTES).filter(([, rule]) => rule.level === 'opt-in');
  expect(optIn.map(([name]) => name).filter((name) => names.includes(name))).toEqual([]);
});

test('the pseudonym is the end user’s where the data subject acts, and the subject’s where somebody else does', () => {
  const own = given({ actor: { type: 'data-subject' }, subject: 'pseudonym-of-anna' });
  const others = given({ actor: { type: 'staff', role: 'support' }, subject: 'pseudonym-of-anna' });
  const optIn = { subjectPseudonym: true };
  expect(attributesOf(own, optIn)).toMatchObject({ 'enduser.pseudo.id': 'pseudonym-of-anna' });
  expect(attributesOf(own, optIn)).not.toHaveProperty(['privacy.subject.pseudo_id']);
  expect(attributesOf(others, optIn)).toMatchObject({
    'privacy.subject.pseudo_id': 'pseudonym-of-anna',
  });
  expect(attributesOf(others, optIn)).not.toHaveProperty(['enduser.pseudo.id']);
});

test('staff are named by pseudonym and role, and only where that is configured', () => {
  const entry = given({
    actor: { type: 'staff', role: 'support', pseudonym: 'pseudonym-of-bert' },
  });
  expect(attributesOf(entry, { actor: true })).toMatchObject({
    'user.hash': 'pseudonym-of-bert',
    'user.roles': ['support'],
  });
  expect(JSON.stringify(attributesOf(entry))).not.toContain('bert');
});

test('a refusal names the problem that it becomes at the edge', () => {
  const entry = given({ outcome: 'deny', reason: 'consent_withdrawn' });
  expect(attributesOf(entry)['error.type']).toBe('consent-required');
  expect(attributesOf(given({ errorType: 'subject-mismatch' }))['error.type']).toBe(
    'subject-mismatch',
  );
  expect(attributesOf(given({}))).not.toHaveProperty(['error.type']);
});

test('what was only observed says so', () => {
  expect(attributesOf(given({ outcome: 'deny', observed: true }))).toMatchObject({
    'privacy.decision.outcome': 'deny',
    'privacy.decision.observed': true,
  });
});

test('the route is its pattern, without the method and never the URL', () => {
  const optIn = { route: true };
  expect(attributesOf(given({ route: 'GET /orders/:id' }), optIn)['http.route']).toBe(
    '/orders/:id',
  );
  const url = given({ route: 'GET /orders?email=anna@example.test' });
  expect(attributesOf(url, optIn)['http.route']).toBe('REDACTED');
});

test.each<[string, string]>([
  ['an e-mail address', 'anna@example.test'],
  ['a query string', 'email=anna'],
  ['an encoded address', 'anna%40example.test'],
  ['a document', '{"name":"Anna"}'],
  ['markup', '<b>Anna</b>'],
  ['a line break', 'Anna\nMartin'],
  ['a text', 'Anna '.repeat(60)],
])('%s is no name, and is taken out wherever a name should be', (_, value) => {
  const record = { ...full(), reason: value, purpose: value, recipient: value, requestId: value };
  expect(JSON.stringify(attributesOf({ index: 0, record }))).not.toContain('nna');
});

test('what is not on the list is thrown away, and so is what is of another type', () => {
  expect({
    ...allowed({
      'privacy.purpose': 'newsletter',
      'privacy.subject.email': 'anna',
      'user.email': 'anna',
      constructor: 'anna',
      __proto__: { 'privacy.purpose': 'anna' },
      'privacy.ledger.index': Number.NaN,
      'privacy.subject.count': '3',
      'privacy.data.categories': ['pd:Age', 42, { name: 'anna' }],
      'privacy.decision.outcome': { toString: () => 'anna' },
      'privacy.consent.status': undefined,
    }),
  }).toEqual({ 'privacy.purpose': 'newsletter', 'privacy.data.categories': ['pd:Age'] });
});

test('the documentation names every attribute that may leave, with its level, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/audit.md', import.meta.url), 'utf8');
  const documented = [...page.matchAll(/^\| `([a-z_.]+)` \| (\S+) \| (\S+) \|/gm)].map(
    ([, name, type, level]) => ({ name, type, level }),
  );
  expect(documented).toEqual(
    Object.entries(SPAN_ATTRIBUTES).map(([name, { type, level }]) => ({ name, type, level })),
  );
});

test('whatever a record holds beside its names, nothing outside the list is ever emitted', () => {
  const canaries = canarySubject();
  void fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.constantFrom(...Object.values(canaries))), (more) => {
      const record = { ...more, ...full(), values: canaries, fields: Object.values(canaries) };
      const attributes = attributesOf({ index: 0, record }, EVERYTHING);
      expect(Object.keys(attributes).filter((name) => !(name in SPAN_ATTRIBUTES))).toEqual([]);
      expect(findCanaries(JSON.stringify(attributes), canaries)).toEqual([]);
    }),
  );
});

test('a canary in a listed field does come out, if it looks like a name (a control for the test above)', () => {
  const canaries = canarySubject(['phone', 'email']);
  const record = { ...full(), purpose: canaries.phone, recipient: canaries.email };
  const found = findCanaries(JSON.stringify(attributesOf({ index: 0, record })), canaries);
  expect(found.map((it) => it.field)).toEqual(['phone']);
});

function given(over: Partial<AuditRecord>): { index: number; record: AuditRecord } {
  const { id, at, kind, unit, outcome, reason, policyVersion } = full();
  return { index: 0, record: { id, at, kind, unit, outcome, reason, policyVersion, ...over } };
}

function full(): AuditRecord {
  return {
    id: '01935a3c-7c00-7000-8000-000000000001',
    at: '2026-11-22T09:00:00.000Z',
    kind: 'decision',
    unit: '01935a3c-7bff-7000-8000-000000000002',
    outcome: 'allow',
    reason: 'consent_given',
    purpose: 'newsletter',
    legalBasis: 'eu-gdpr:A6-1-a',
    article: 'Art. 6(1)(a)',
    operation: 'dpv:Disclose',
    policyVersion: '3',
    categories: ['pd:EmailAddress'],
    specialCategory: true,
    fields: ['Customer.email'],
    dropped: 2,
    subject: 'Q1wk0aPseudonymOfAnna',
    subjectCount: 500,
    actor: { type: 'staff', role: 'support', pseudonym: 'PseudonymOfBert' },
    consentStatus: 'dpv:ConsentGiven',
    consentRecordId: 'consent-1',
    consentAgeMs: 12,
    recipient: 'mailer',
    recipientCountry: 'US',
    transferMechanism: 'eu-gdpr:A46-2-c',
    right: 'eu-gdpr:A15',
    requestId: 'request-1',
    requestStatus: 'dpv:RequestFulfilled',
    tenant: 'acme',
    route: 'GET /orders/:id',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
  };
}
