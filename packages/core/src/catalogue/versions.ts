/**
 * Orders versions of a notice: by their place in `known` (oldest first) where both are there, otherwise by the numbers
 * in them, `2` before `10`. A version without any number comes before every other, so that it counts as outdated.
 */
export function versionOrder(known: readonly string[]): (a: string, b: string) => number {
  const place = new Map(known.map((version, index) => [version, index]));
  return (a, b) => {
    const [left, right] = [place.get(a), place.get(b)];
    return left !== undefined && right !== undefined ? left - right : compareNumbers(a, b);
  };
}

function compareNumbers(a: string, b: string): number {
  const [left, right] = [numbersIn(a), numbersIn(b)];
  const differing = left.findIndex((each, index) => each !== right[index]);
  if (differing === -1) return left.length - right.length;
  return (left[differing] ?? 0) - (right[differing] ?? -1);
}

function numbersIn(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
