import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { createMiddleware, type Mounted } from '../ours/middleware.ts';
import { subjects } from '../workload/subjects.ts';

const nothing: Mounted = { before: [], after: [], echoRoute: [] };

/** Whatever is mounted beside bare Express. Each call builds a stack of its own. */
export const stacks = {
  bare: (): Mounted => nothing,
  helmet: (): Mounted => ({ ...nothing, before: [helmet()] }),
  'pino-http': (): Mounted => ({ ...nothing, before: [requestLog()] }),
  lawful: (): Mounted => createMiddleware(subjects),
} as const;
export type StackName = keyof typeof stacks;

export function isStackName(name: string | undefined): name is StackName {
  return name !== undefined && Object.hasOwn(stacks, name);
}

/** Written synchronously to nowhere: the line is made and handed over, the disk stays out. */
function requestLog(): RequestHandler {
  return pinoHttp({ logger: pino(pino.destination({ dest: '/dev/null', sync: true })) });
}
