import { expect, test, vi } from 'vitest';
import { givenShop } from '../../fixtures/enforce-shop.ts';
import { PrivacyError } from '../errors.ts';
import { currentUnit, requireUnit, runInside } from './current.ts';
import { bindSubject, openUnit } from './unit.ts';

test('everything that a unit of work calls finds it, now or later', async () => {
  const unit = openUnit('u1', {});
  const seen = await runInside(unit, async () => {
    const now = currentUnit();
    await new Promise((resolve) => setTimeout(resolve, 1));
    const afterTimer = currentUnit();
    const inCallback = await new Promise((resolve) => queueMicrotask(() => resolve(currentUnit())));
    return [now, afterTimer, inCallback];
  });
  expect(seen).toEqual([unit, unit, unit]);
  expect(currentUnit()).toBeUndefined();
});

test('a thousand interleaved units of work never see each other', async () => {
  const seen = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      runInside(openUnit(`u${index}`, { subject: `c${index}` }), async () => {
        const found: (string | undefined)[] = [];
        for (let step = 0; step < 5; step++) {
          await (step % 2 === 0 ? null : new Promise((resolve) => setTimeout(resolve, index % 7)));
          requireUnit().sightings.noteValue(`value-${index}-${step}`);
          found.push(requireUnit().id, requireUnit().subject);
        }
        const others = `value-${(index + 1) % 1_000}-0`;
        return {
          found,
          text: requireUnit().sightings.redact(`value-${index}-4 ${others}`),
          others,
        };
      }),
    ),
  );
  for (const [index, { found, text, others }] of seen.entries()) {
    expect(new Set(found)).toEqual(new Set([`u${index}`, `c${index}`]));
    expect(text).toBe(`REDACTED ${others}`);
  }
});

test('a lost context is refused, not guessed', () => {
  expect(() => requireUnit()).toThrow(new PrivacyError('context-missing'));
});

test('two installed copies share one context', async () => {
  vi.resetModules();
  const copy = await import('./current.ts');
  expect(copy.runInside).not.toBe(runInside);
  const unit = openUnit('u1', {});
  expect(runInside(unit, () => copy.currentUnit())).toBe(unit);
  expect(copy.runInside(unit, () => currentUnit())).toBe(unit);
});

test('units nest: inside is the inner one, afterwards the outer one', async () => {
  const { privacy } = givenShop();
  const [inner, after] = await privacy.run({ subject: 'c1', purpose: 'order' }, async () => {
    const nested = await privacy.run({ subject: 'c2', purpose: 'invoice' }, () => currentUnit());
    return [nested, currentUnit()] as const;
  });
  expect([inner?.subject, inner?.purpose]).toEqual(['c2', 'invoice']);
  expect([after?.subject, after?.purpose]).toEqual(['c1', 'order']);
});

test('personal values are sighted only inside a unit of work', () => {
  const { privacy } = givenShop();
  class Stranger {}
  expect(() => privacy.sight(Stranger, {})).toThrow('Stranger');
});

test('a unit is about one subject, bound once; from then on the id stays out of texts', () => {
  const unit = openUnit('u1', {});
  bindSubject(unit, 'cust-7');
  bindSubject(unit, 'cust-7');
  expect(() => bindSubject(unit, 'cust-8')).toThrow(
    new PrivacyError('subject-mismatch', { what: 'the unit of work is about another subject' }),
  );
  expect(unit.subject).toBe('cust-7');
  expect(unit.sightings.redact('opened cust-7')).toBe('opened REDACTED');
});

test('whoever is not named is anonymous; a subject without an actor acts for itself', () => {
  expect(openUnit('u1', {}).actor.type).toBe('anonymous');
  expect(openUnit('u1', { subject: 'c1' }).actor.type).toBe('data-subject');
  expect(
    openUnit('u1', { subject: 'c1', actor: { type: 'staff', role: 'clerk' } }).actor.type,
  ).toBe('staff');
});
