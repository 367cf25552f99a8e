import { PrivacyError, type ProcessingOptions } from '@lawful/core';
import type { IsModel } from './handler-plan.ts';
import type { Reached, Taken } from './nest-metadata.ts';

/** The argument of a method in which somebody else's words come in, and the model that they are minimised by. */
export interface CallArgument {
  readonly index: number;
  readonly model: NonNullable<ProcessingOptions['body']>;
}

/** What finding that argument needs to know of a method. */
export interface CallShape {
  /** `RemindersController.remind`. */
  readonly place: string;
  readonly reached: Reached;
  readonly taken: readonly Taken[];
  /** The classes of the parameters, as the compiler noted them. */
  readonly types: readonly unknown[];
  /** What `@Processing` says of it. */
  readonly body: ProcessingOptions['body'];
}

/**
 * The payload of a message, or the argument of a resolver, that has a declared model: by its class, or by `body` of
 * `@Processing`. Throws `declaration-invalid` where there are several, or none to which `body` could belong.
 */
export function argumentOf(shape: CallShape, isModel: IsModel): CallArgument | undefined {
  const { place, body } = shape;
  const taken = takenIn(shape);
  const [first, ...others] = taken.flatMap(({ index, type }) =>
    isModel(type) ? [{ index, model: type }] : [],
  );
  if (others.length > 0) throw invalid(place, 'several arguments are declared models');
  if (body === undefined) return first;
  const index = first?.index ?? taken[0]?.index;
  if (index === undefined) throw invalid(place, 'body is said of a method that takes none');
  return { index, model: body };
}

function takenIn({ reached, taken, types }: CallShape): readonly Pick<Taken, 'index' | 'type'>[] {
  const bodies = taken.filter(({ from }) => from === 'body');
  // A message handler without decorated parameters takes the payload first.
  return reached === 'by message' && taken.length === 0 ? [{ index: 0, type: types[0] }] : bodies;
}

function invalid(place: string, what: string): PrivacyError {
  return new PrivacyError('declaration-invalid', { what: `${place}: ${what}` });
}
