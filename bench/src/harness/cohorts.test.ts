import { expect, test } from 'vitest';
import { interleaveCohorts } from './cohorts.ts';
import { estimate, pairedRatios } from './statistics.ts';
import { Role } from './variant.ts';

const plan = { name: 'quick', rounds: 3, block: 1_000, warmUp: 1_000, cohorts: 12 } as const;

test('processes that are lucky for as long as they live make no difference of their own', async () => {
  const luck = givenLuck();
  const [base, dearer] = await interleaveCohorts(
    async () => [luck.process('base', 10), luck.process('dearer', 12)],
    plan,
  );
  expect(base?.perRound).toHaveLength(12);
  const ratio = estimate(pairedRatios(dearer?.perRound ?? [], base?.perRound ?? []));
  // The luck is ±8 %, the difference 20 %: the interval knows of both.
  expect(ratio.low).toBeGreaterThan(1.05);
  expect(ratio.high).toBeLessThan(1.35);
  expect(ratio.high - ratio.low).toBeGreaterThan(0.02);
});

test('a machine that is slow from the middle of a round on disturbs that round and no other', async () => {
  const rounds = 5;
  // There and back with two servers, two measurements in each block.
  const inRound = 8;
  const ratioWhere = async (paceAt: (measured: number) => number) => {
    let measured = 0;
    const process = (name: string, cost: number) => ({
      name,
      role: Role.Rival,
      measure: async (operations: number) => operations * cost * paceAt(measured++),
      close: () => undefined,
    });
    const open = async () => [process('base', 10), process('dearer', 12)];
    const [base, dearer] = await interleaveCohorts(open, { ...plan, rounds, cohorts: 1 });
    return { measured, ratio: (dearer?.perRound[0] ?? 0) / (base?.perRound[0] ?? 0) };
  };
  const { measured } = await ratioWhere(() => 1);
  // The base has had its first block of the third round, nobody else has.
  const changes = measured - rounds * inRound + 2 * inRound + 2;
  const { ratio } = await ratioWhere((at) => (at < changes ? 1 : 3));
  expect(ratio).toBeCloseTo(1.2, 6);
});

test('every cohort is served anew, and closed whatever happens', async () => {
  const luck = givenLuck();
  await interleaveCohorts(async () => [luck.process('base', 10)], plan);
  expect(luck.opened()).toBe(12);
  expect(luck.closed()).toBe(12);
  const failing = async () => [
    { ...luck.process('gone', 10), measure: () => Promise.reject(new Error('gone')) },
  ];
  await expect(interleaveCohorts(failing, plan)).rejects.toThrow('gone');
  expect(luck.closed()).toBe(13);
});

/** Processes whose cost is off by up to 8 % as long as they live. */
function givenLuck() {
  let opened = 0;
  let closed = 0;
  return {
    opened: () => opened,
    closed: () => closed,
    process(name: string, cost: number) {
      opened += 1;
      const luck = 0.92 + ((opened * 7) % 17) / 100;
      return {
        name,
        role: Role.Rival,
        measure: async (operations: number) => operations * cost * luck,
        close: () => {
          closed += 1;
        },
      };
    },
  };
}
