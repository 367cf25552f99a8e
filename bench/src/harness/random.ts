/** Whole numbers from 0 to below `limit`, evenly spread and the same in every run. */
export function numbersBelow(limit: number): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}
