import type { Topic } from './harness/topic.ts';

/**
 * Every topic by its name, cheapest first. Each is loaded when its turn comes: what one of them needs is in the figures of
 * all that come after. A log line, pino's own too, takes a sixth longer once a client of Redis was imported.
 */
export const topics: ReadonlyMap<string, () => Promise<Topic>> = new Map([
  ['decide', async () => (await import('./decide.bench.ts')).decideTopic],
  ['async-context', async () => (await import('./async-context.bench.ts')).asyncContextTopic],
  ['minimise', async () => (await import('./minimise.bench.ts')).minimiseTopic],
  ['redact', async () => (await import('./redact.bench.ts')).redactTopic],
  ['warm', async () => (await import('./warm.bench.ts')).warmTopic],
  ['state', async () => (await import('./state.bench.ts')).stateTopic],
  ['propagation', async () => (await import('./propagation.bench.ts')).propagationTopic],
  ['subjects', async () => (await import('./subjects.bench.ts')).subjectsTopic],
  ['request', async () => (await import('./request.bench.ts')).requestTopic],
  ['nest', async () => (await import('./nest.bench.ts')).nestTopic],
]);
