import type { Change } from '../propagation/transport.ts';

/**
 * Questions and writes that are on their way to the database. A change that is heard of meanwhile may not be in their
 * answer: the answer counts only if it has at least that epoch.
 */
export interface UnderWay {
  /** Begins to listen for changes of one subject. */
  begin(key: string): Voyage;
  end(key: string, voyage: Voyage): void;
  apply(change: Change): void;
}

export interface Voyage {
  /** The highest epoch heard of since it began; 0 for none. */
  readonly floor: number;
}

export function createUnderWay(): UnderWay {
  const voyages = new Map<string, Set<{ floor: number }>>();
  return {
    begin: (key) => {
      const own = { floor: 0 };
      const others = voyages.get(key);
      if (others === undefined) voyages.set(key, new Set([own]));
      else others.add(own);
      return own;
    },
    end: (key, voyage) => {
      const all = voyages.get(key);
      all?.delete(voyage);
      if (all?.size === 0) voyages.delete(key);
    },
    apply: ({ key, epoch }) => {
      const all = voyages.get(key);
      if (all === undefined) return;
      for (const each of all) each.floor = Math.max(each.floor, epoch);
    },
  };
}
