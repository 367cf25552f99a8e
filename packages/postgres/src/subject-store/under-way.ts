import type { Change } from '../propagation/transport.ts';

/**
 * Questions and writes that are on their way to the database. A change that is heard of meanwhile may not be in their
 * answer: the answer counts only if it has at least that epoch.
 */
export interface UnderWay {
  /** Begins to listen for changes of one subject. */
  begin(key: string): Voyage;
  apply(change: Change): void;
}

export interface Voyage {
  /** The highest epoch heard of since it began; 0 for none. */
  readonly floor: number;
  end(): void;
}

export function createUnderWay(): UnderWay {
  const voyages = new Map<string, Set<{ floor: number }>>();
  return {
    begin: (key) => {
      const own = { floor: 0 };
      const all = voyages.get(key) ?? new Set();
      voyages.set(key, all.add(own));
      return {
        get floor() {
          return own.floor;
        },
        end: () => {
          all.delete(own);
          if (all.size === 0 && voyages.get(key) === all) voyages.delete(key);
        },
      };
    },
    apply: ({ key, epoch }) => {
      for (const each of voyages.get(key) ?? []) each.floor = Math.max(each.floor, epoch);
    },
  };
}
