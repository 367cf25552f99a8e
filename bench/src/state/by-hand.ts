import { createHash } from 'node:crypto';
import type { SubjectEvent } from '../ours/durable-store.ts';

/** Writes events and states by hand: no state is worked out, and nothing is remembered but how far each subject has come. */
export interface ByHand {
  append(subject: string, event: SubjectEvent): Promise<void>;
  close(): Promise<void>;
}

/** Where an event goes. */
export interface Place {
  /** A pseudonym of the subject, as a UUID. */
  readonly key: string;
  /** Its number in the subject's history, from 1. */
  readonly seq: number;
}

/** Numbers the events of each subject. */
export function numbering(): (subject: string) => Place {
  const places = new Map<string, { readonly key: string; seq: number }>();
  return (subject) => {
    const place = places.get(subject) ?? { key: keyOf(subject), seq: 0 };
    places.set(subject, place);
    place.seq += 1;
    return place;
  };
}

/** As many bytes as the store packs for a state like that of the benchmark's events. */
export const STATE = Buffer.alloc(63, 7);

function keyOf(subject: string): string {
  return createHash('md5').update(subject).digest('hex');
}
