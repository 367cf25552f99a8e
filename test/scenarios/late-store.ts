import type { ReadNeeds, SubjectReading, SubjectStore } from '@lawful/core';

/** How far a process is behind what others have stored. */
export interface Lateness {
  /** Milliseconds. */
  readonly behindMs: number;
  /** Whether it can read anew what must be known now. */
  readonly canAsk: boolean;
}

/**
 * The store of a process that has not heard yet of what others store: as long as it is late, it answers what it knew
 * before, unless it must read anew and can. What it has read anew for one request it does not keep for the next.
 */
export function lateStore(
  store: SubjectStore,
  lateness: () => Lateness | undefined,
): Pick<SubjectStore, 'read' | 'readMany'> {
  const heard = new Map<string, SubjectReading>();
  const read = async (
    subject: string,
    needs: ReadNeeds,
    { behindMs, canAsk }: Lateness,
  ): Promise<SubjectReading> => {
    const { maxStaleness = Number.POSITIVE_INFINITY, seen = 0 } = needs;
    const known = heard.get(keyOf(subject, needs));
    const enough = behindMs <= maxStaleness && (known?.state?.version ?? 0) >= seen;
    if (canAsk && (known === undefined || !enough)) return store.read(subject, needs);
    if (known === undefined) throw new Error('never heard of, and nobody to be asked');
    return { ...known, ageMs: behindMs };
  };
  const note = (subject: string, needs: ReadNeeds, reading: SubjectReading): SubjectReading => {
    heard.set(keyOf(subject, needs), reading);
    return reading;
  };
  return {
    read: (subject, needs = {}) => {
      const late = lateness();
      if (late !== undefined) return read(subject, needs, late);
      const reading = store.read(subject, needs);
      return reading instanceof Promise
        ? reading.then((it) => note(subject, needs, it))
        : note(subject, needs, reading);
    },
    readMany: (subjects, needs = {}) => {
      const late = lateness();
      if (late === undefined) return store.readMany(subjects, needs);
      return Promise.all(subjects.map((subject) => read(subject, needs, late)));
    },
  };
}

function keyOf(subject: string, { tenant }: ReadNeeds): string {
  return JSON.stringify([tenant, subject]);
}
