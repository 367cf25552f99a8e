import { describe, expect, test } from 'vitest';
import { interleave } from './blocks.ts';
import type { Plan } from './plan.ts';
import { estimate, pairedRatios } from './statistics.ts';
import { Role, type Variant } from './variant.ts';

const plan: Plan = { name: 'quick', rounds: 21, block: 1_000, warmUp: 2_000 };

describe('interleaved blocks', () => {
  test('find no difference between a variant and itself, on a machine that drifts', async () => {
    const machine = givenMachine();
    const [base, again] = await interleave(
      [machine.variant('base', 10), machine.variant('again', 10)],
      plan,
    );
    const { low, high } = estimate(pairedRatios(again?.perRound ?? [], base?.perRound ?? []));
    expect(low).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThanOrEqual(1);
    expect(high - low).toBeLessThan(0.1);
  });

  test('find a variant of three times the cost, through bursts', async () => {
    const machine = givenMachine();
    const [base, dear] = await interleave(
      [machine.variant('base', 10), machine.variant('dear', 30), machine.variant('same', 10)],
      plan,
    );
    const { median } = estimate(pairedRatios(dear?.perRound ?? [], base?.perRound ?? []));
    expect(median).toBeCloseTo(3, 1);
  });

  test('give every variant one cost per round', async () => {
    const machine = givenMachine();
    const measured = await interleave(
      [machine.variant('one', 20), machine.variant('two', 40)],
      plan,
    );
    expect(measured.map(({ variant }) => variant.name)).toEqual(['one', 'two']);
    for (const { perRound } of measured) expect(perRound).toHaveLength(plan.rounds);
  });

  test('warm everybody up by turns', async () => {
    const machine = givenMachine();
    const variants = ['a', 'b', 'c'].map((name) => machine.variant(name, 10));
    await interleave(variants, { ...plan, rounds: 1 });
    expect(machine.order().slice(0, 9).join('')).toBe('abcabcabc');
  });

  test('go there and back again, and start with the next in the next round', async () => {
    const machine = givenMachine();
    const variants = ['a', 'b', 'c'].map((name) => machine.variant(name, 10));
    await interleave(variants, { ...plan, rounds: 2 });
    const measured = machine.order().slice(-24);
    const counted = measured.filter((_, index) => index % 2 === 1);
    expect(counted.join('')).toBe('abccba' + 'bcaacb');
  });
});

/** A machine whose clock is arithmetic: it slows down as it goes and hiccups now and then. */
function givenMachine() {
  const order: string[] = [];
  return {
    order: () => order,
    variant(name: string, cost: number): Variant {
      return {
        name,
        role: Role.Rival,
        async measure(operations) {
          order.push(name);
          const drift = 1 + order.length / 1_000;
          const burst = order.length % 13 === 0 ? 4 : 1;
          return operations * cost * drift * burst;
        },
      };
    },
  };
}
