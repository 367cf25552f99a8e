/** A map that can no longer change: `set`, `delete` and `clear` throw a TypeError, as assignment to a frozen object does. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const map = new Map(entries);
  for (const name of ['set', 'delete', 'clear'])
    Object.defineProperty(map, name, { value: refuse });
  return Object.freeze(map);
}

function refuse(): never {
  throw new TypeError('This map is frozen');
}
