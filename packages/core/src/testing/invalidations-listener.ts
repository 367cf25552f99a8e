import type { ChangeUnderTest, InvalidationsEnd } from './invalidations.ts';

/** Somebody who listens, and what became of it. */
export interface Listener {
  /** Each time it was called, with what. */
  readonly calls: readonly (readonly ChangeUnderTest[])[];
  /** Has it heard this one, at least once? */
  has(change: ChangeUnderTest): boolean;
  /** What it heard that was not among those expected. */
  strangers(expected: readonly ChangeUnderTest[]): readonly string[];
  /** How often it was told that nothing more can arrive. */
  lost(): number;
  stop(): Promise<void>;
}

/** Begins to listen. */
export async function listening(transport: InvalidationsEnd): Promise<Listener> {
  const calls: (readonly ChangeUnderTest[])[] = [];
  const heard = new Set<string>();
  let lost = 0;
  const stop = await transport.listen(
    (changes) => {
      calls.push(changes);
      for (const change of changes) heard.add(written(change));
    },
    () => {
      lost++;
    },
  );
  return {
    calls,
    has: (change) => heard.has(written(change)),
    strangers: (expected) => {
      const known = new Set(expected.map(written));
      return [...heard].filter((it) => !known.has(it));
    },
    lost: () => lost,
    stop,
  };
}

function written({ key, epoch }: ChangeUnderTest): string {
  return `${key} ${epoch}`;
}
