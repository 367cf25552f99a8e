import { PrivacyError } from '../../errors.ts';
import type { Shaper } from './element.ts';
import type { Direction } from './plan.ts';

/** How deep values and recursive models may nest before they are refused. */
export const DEPTH_LIMIT = 64;

/** Whether an element about this data subject may leave; `undefined` for one that does not say whose it is. */
export type Keep = (subject: string | undefined) => boolean;

/** What shaping one input or answer carries along: whose data are expected, and how deep we are. */
export interface Walk {
  /** Subject whose elements alone may be there; `undefined` where anybody's may, or each is asked about. */
  readonly subject: string | undefined;
  /** Asked about every element that has a subject id; those that it refuses are left out. */
  readonly keep: Keep | undefined;
  readonly strays: Strays;
  depth: number;
  /** How many keys of the inputs did not pass. */
  dropped: number;
}

/** How instances of declared models are treated where only a value was declared. */
export interface Strays {
  readonly direction: Direction;
  /** Shapes instances with this prototype, where it belongs to a declared model or to a class beneath one. */
  shaperOf(prototype: object): Shaper | undefined;
}

/** A fresh walk. */
export function walkOf(strays: Strays, subject: string | undefined, keep?: Keep): Walk {
  return { subject, keep, strays, depth: 0, dropped: 0 };
}

/** Goes one level down, or refuses. */
export function descend(walk: Walk): void {
  walk.depth++;
  if (walk.depth <= DEPTH_LIMIT) return;
  if (walk.strays.direction === 'in') throw new PrivacyError('nesting-too-deep');
  throw new PrivacyError('response-shape-mismatch', { what: 'it is nested too deeply' });
}

/** Says that something has not the declared shape: the sender's fault on the way in, ours on the way out. */
export function refuse({ strays }: Walk): never {
  throw new PrivacyError(
    strays.direction === 'in' ? 'body-not-declared' : 'response-shape-mismatch',
  );
}
