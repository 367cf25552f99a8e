import { fork } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextMessage } from './child-message.ts';
import type { ServedVariant, ServerEntry } from './child-server.ts';
import { inProcess, type Loop, type Variant } from './variant.ts';

/**
 * Runs a loop in a process of its own: what one variant teaches the engine, or leaves to its collector, is then in no
 * other variant's figure.
 */
export async function loopInOwnProcess(
  described: Omit<Variant, 'measure'>,
  { module, args }: ServerEntry,
): Promise<ServedVariant> {
  const child = fork(module, args);
  await nextMessage(child);
  return {
    ...described,
    async measure(operations) {
      child.send(operations);
      const used = await nextMessage(child);
      if (typeof used !== 'number') throw new Error('a loop of the benchmark said something else');
      return used;
    },
    close: () => child.disconnect(),
  };
}

/** The child's side: says that it is ready, then the CPU time in microseconds of each block that it is asked for. */
export function loopForParent(loop: Loop): void {
  const variant = inProcess({ name: 'loop', role: 'base' }, loop);
  process.on('message', async (operations) => {
    // What happens between two requests happens between two blocks.
    await nextTurn();
    process.send?.(await variant.measure(Number(operations)));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}
