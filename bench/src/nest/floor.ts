import { AsyncLocalStorage } from 'node:async_hooks';
import { type CanActivate, UseGuards } from '@nestjs/common';
import type { Mounted } from './application.ts';

/**
 * The least that leaves evidence: a guard that enters a context and keeps two records. It decides nothing, and minimises
 * nothing; ids are counted instead of drawn, and the time is written once in a millisecond.
 */
export function evidenceFloor(): Mounted {
  const context = new AsyncLocalStorage<{ readonly unit: number }>();
  const kept: object[] = [];
  let count = 0;
  let instant = 0;
  let at = '';
  const keep = (unit: number, kind: string): void => {
    const now = Date.now();
    if (now !== instant) {
      instant = now;
      at = new Date(now).toISOString();
    }
    const id = count++;
    kept[id % KEPT] = { id, at, kind, unit, outcome: 'allow', purpose: 'echo' };
  };
  const guard: CanActivate = {
    canActivate: () => {
      const unit = count;
      context.enterWith({ unit });
      keep(unit, 'decision');
      keep(unit, 'served');
      return true;
    },
  };
  return { decorators: [UseGuards(guard)] };
}

/** So few records that the collector seldom meets one twice. */
const KEPT = 256;
