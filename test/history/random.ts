/** Numbers in [0, 1) that a seed repeats: the dice of a run. */
export type Random = () => number;

/** A small generator of 32-bit state (a Weyl sequence, mixed); good enough for dice, not for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A number between two. */
export const between = (random: Random, from: number, to: number): number =>
  from + random() * (to - from);

/** One of several, each with its weight. */
export function weighted<Name extends string>(
  random: Random,
  weights: Readonly<Record<Name, number>>,
): Name {
  const names = Object.keys(weights) as Name[]; // the keys are those of the record
  let left = random() * names.reduce((sum, name) => sum + weights[name], 0);
  const chosen = names.find((name) => {
    left -= weights[name];
    return left < 0;
  });
  return chosen ?? (names[0] as Name); // a record of weights is not empty
}
