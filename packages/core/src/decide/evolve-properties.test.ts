import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentScope, SubjectEvent } from './event.ts';
import { emptyState, evolve, rebuild } from './evolve.ts';
import { isNarrower, sameScope } from './scope.ts';
import type { SubjectState } from './state.ts';

const AT = '2026-11-22T09:00:00Z';
const EVIDENCE = {
  noticeVersion: '3',
  language: 'en',
  indication: 'checkbox#newsletter',
  textHash: 'ab',
};

test('the version grows by one with each change, and never else', () =>
  fc.assert(
    fc.property(anyEvents(), (events) => {
      let state = emptyState('salt');
      for (const event of events) {
        const next = evolve(state, event);
        expect(next.version).toBe(next === state ? state.version : state.version + 1);
        state = next;
      }
    }),
  ));

test('no event changes a state that was handed out', () =>
  fc.assert(
    fc.property(anyEvents(), (events) => {
      const states = [emptyState('salt')];
      for (const event of events) states.push(evolve(states.at(-1) ?? emptyState('salt'), event));
      for (const state of states) {
        expect(Object.isFrozen(state) && Object.isFrozen(state.consents)).toBe(true);
        expect(state.consents.every(Object.isFrozen)).toBe(true);
      }
      const copies = structuredClone(states);
      rebuild('salt', events);
      expect(states).toEqual(copies);
    }),
  ));

test('the same history always leads to the same state', () =>
  fc.assert(
    fc.property(anyEvents(), fc.nat(), (events, cut) => {
      const whole = rebuild('salt', events);
      expect(rebuild('salt', events)).toEqual(whole);
      const at = cut % (events.length + 1);
      const resumed = events.slice(at).reduce(evolve, rebuild('salt', events.slice(0, at)));
      expect(resumed).toEqual(whole);
    }),
  ));

test('there is at most one entry per scope, and the last consent event of a scope decides', () =>
  fc.assert(
    fc.property(fc.array(anyConsentEvent(), { maxLength: 30 }), (events) => {
      const state = rebuild('salt', events);
      for (const entry of state.consents) {
        expect(state.consents.filter((it) => sameScope(it, entry))).toHaveLength(1);
        const last = events.findLast(
          (it) => sameScope(it, entry) || (it.type !== 'consent.given' && isNarrower(entry, it)),
        );
        const holds =
          entry.status === 'dpv:ConsentGiven' || entry.status === 'dpv:RenewedConsentGiven';
        expect(holds).toBe(last?.type === 'consent.given');
      }
    }),
  ));

test('the order of events about independent scopes does not matter', () =>
  fc.assert(
    fc.property(fc.array(anyEvent(), { maxLength: 20 }), fc.nat(), (events, at) => {
      const here = events[at % (events.length || 1)];
      const there = events[(at % (events.length || 1)) + 1];
      fc.pre(here !== undefined && there !== undefined && areIndependent(here, there));
      const index = events.indexOf(here);
      const swapped = events.with(index, there).with(index + 1, here);
      expect(asSets(rebuild('salt', swapped))).toEqual(asSets(rebuild('salt', events)));
    }),
    { numRuns: 500 },
  ));

test('the order of events about the same scope does matter (a control for the test above)', () => {
  const scope = { purpose: 'newsletter' };
  const given: SubjectEvent = {
    ...base('g'),
    ...scope,
    type: 'consent.given',
    explicit: false,
    evidence: EVIDENCE,
  };
  const withdrawn: SubjectEvent = { ...base('w'), ...scope, type: 'consent.withdrawn' };
  const first = rebuild('salt', [given, withdrawn]);
  const second = rebuild('salt', [withdrawn, given]);
  expect(asSets(first)).not.toEqual(asSets(second));
});

function base(id: string): { id: string; at: string; actor: 'data-subject' } {
  return { id, at: AT, actor: 'data-subject' };
}

function anyScope(): fc.Arbitrary<ConsentScope> {
  return fc.record(
    {
      purpose: fc.constantFrom('newsletter', 'analytics'),
      recipient: fc.constantFrom('mailer', 'printer'),
      channel: fc.constantFrom('email', 'sms'),
    },
    { requiredKeys: ['purpose'] },
  );
}

type ConsentEvent = Extract<SubjectEvent, { type: `consent.${string}` }>;

function anyConsentEvent(): fc.Arbitrary<ConsentEvent> {
  return fc.tuple(fc.uuid(), anyScope(), fc.nat(2)).map(([id, scope, kind]): ConsentEvent => {
    if (kind === 0) {
      return { ...base(id), ...scope, type: 'consent.given', explicit: false, evidence: EVIDENCE };
    }
    return kind === 1
      ? { ...base(id), ...scope, type: 'consent.refused', evidence: EVIDENCE }
      : { ...base(id), ...scope, type: 'consent.withdrawn' };
  });
}

function anyEvent(): fc.Arbitrary<SubjectEvent> {
  const objections = fc
    .tuple(fc.uuid(), anyScope(), fc.nat(3))
    .map(([id, scope, kind]): SubjectEvent => {
      if (kind === 0) return { ...base(id), ...scope, type: 'objection.filed', final: false };
      if (kind === 1) return { ...base(id), ...scope, type: 'objection.filed', final: true };
      if (kind === 2) return { ...base(id), ...scope, type: 'objection.lifted' };
      return {
        ...base(id),
        ...scope,
        type: 'objection.overridden',
        justification: 'x',
        approver: 'dpo',
      };
    });
  const others = fc
    .tuple(fc.uuid(), fc.constantFrom('a', 'b'), fc.nat(3))
    .map(([id, name, kind]): SubjectEvent => {
      if (kind === 0) return { ...base(id), type: 'notice.delivered', version: name };
      if (kind === 1) return { ...base(id), type: 'relationship.began', kind: name };
      if (kind === 2) return { ...base(id), type: 'relationship.ended', kind: name };
      return {
        ...base(id),
        type: 'restriction.set',
        ground: 'unlawful-processing',
        fields: [name],
      };
    });
  return fc.oneof(anyConsentEvent(), objections, others);
}

function anyEvents(): fc.Arbitrary<SubjectEvent[]> {
  return fc.array(anyEvent(), { maxLength: 30 });
}

/** Independent: about different things, or about scopes of which neither lies within the other. */
function areIndependent(one: SubjectEvent, other: SubjectEvent): boolean {
  const [topic] = one.type.split('.');
  if (!other.type.startsWith(`${topic}.`)) return true;
  if (!('purpose' in one) || !('purpose' in other)) return false;
  return !sameScope(one, other) && !isNarrower(one, other) && !isNarrower(other, one);
}

function asSets(state: SubjectState): unknown {
  const sorted = (entries: readonly unknown[]) => entries.map((it) => JSON.stringify(it)).sort();
  return [
    state.version,
    sorted(state.consents),
    sorted(state.objections),
    sorted(state.relationships),
  ];
}
