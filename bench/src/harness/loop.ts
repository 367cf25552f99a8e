import type { Loop } from './variant.ts';

type LoopFactory = <Input>(
  operation: (input: Input) => unknown,
  inputs: readonly Input[],
  kept: { last: unknown },
) => Loop;

/** Every result is stored here, so that no optimiser may prove the work useless and drop it. */
const kept: { last: unknown } = { last: undefined };
let serial = 0;

/**
 * A loop over the inputs with code of its own. One shared loop would see every contestant's
 * function and call them all through a megamorphic site: some nanoseconds that belong to nobody
 * and that shrink every ratio between cheap operations.
 */
export function loopOver<Input>(
  inputs: readonly Input[],
  operation: (input: Input) => unknown,
): Loop {
  if (inputs.length === 0) throw new RangeError('a loop needs at least one input');
  return freshLoop()(operation, inputs, kept);
}

/** The serial number keeps the engine from handing out the code that it compiled last time. */
function freshLoop(): LoopFactory {
  serial += 1;
  const factory = new Function(
    'operation',
    'inputs',
    'kept',
    `// loop ${serial}
    return function (operations) {
      const length = inputs.length;
      let left = operations;
      for (;;) {
        for (let index = 0; index < length; index += 1) {
          kept.last = operation(inputs[index]);
          left -= 1;
          if (left <= 0) return;
        }
      }
    };`,
  );
  // A function made from text has no type of its own.
  return factory as LoopFactory;
}
