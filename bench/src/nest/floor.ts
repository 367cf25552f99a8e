import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { type CanActivate, UseGuards } from '@nestjs/common';
import type { Mounted } from './application.ts';

/** The least that leaves evidence: a guard that enters a context and keeps two records. It decides nothing, and minimises nothing. */
export function evidenceFloor(): Mounted {
  const context = new AsyncLocalStorage<{ readonly unit: string }>();
  const kept: object[] = [];
  let count = 0;
  const keep = (unit: string, kind: string): void => {
    const at = new Date().toISOString();
    kept[count++ % KEPT] = { id: randomUUID(), at, kind, unit, outcome: 'allow', purpose: 'echo' };
  };
  const guard: CanActivate = {
    canActivate: () => {
      const unit = randomUUID();
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
