import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet, Member } from './fleet.ts';
import { between, type Random, weighted } from './random.ts';

/** What may happen to a process, and how often in comparison. */
const FAULTS = {
  /** Connections are reset. */
  cut: 30,
  /** Connections are half-open for a while: nothing passes, nobody is told. Then it all arrives. */
  stall: 20,
  /** The same, but what was held never arrives. */
  'stall, then cut': 15,
  /** What connections carry is late for a while. */
  delay: 15,
  /** The process itself stands still for a while. */
  freeze: 12,
  /** The process is killed, and a new one takes its place. */
  kill: 8,
} as const;

/** The dice. */
export interface Faults {
  /** How often each fault was thrown so far. */
  readonly counts: ReadonlyMap<string, number>;
  /** Throws no more, and resolves once everything is healed. */
  heal(): Promise<void>;
}

/**
 * Throws a fault at a random process again and again, at most one at a time at each.
 *
 * @param every mean milliseconds between two faults
 */
export function throwFaults(fleet: Fleet, random: Random, every: number): Faults {
  const counts = new Map<string, number>();
  const struck = new Map<Member, Promise<void>>();
  const healing = new AbortController();
  const loop = async (): Promise<void> => {
    while (!healing.signal.aborted) {
      await pause(between(random, 0, 2 * every), healing.signal);
      const fault = weighted(random, FAULTS);
      const lasts = between(random, 200, 8_000) * random();
      const member = fleet.members[Math.floor(random() * fleet.members.length)];
      if (member === undefined || struck.has(member) || healing.signal.aborted) continue;
      counts.set(fault, (counts.get(fault) ?? 0) + 1);
      const over = strike(member, fault, 200 + lasts, random, healing.signal);
      struck.set(
        member,
        over.finally(() => struck.delete(member)),
      );
    }
  };
  const looping = loop();
  return {
    counts,
    heal: async () => {
      healing.abort();
      await looping;
      await Promise.all(struck.values());
    },
  };
}

async function strike(
  member: Member,
  fault: keyof typeof FAULTS,
  milliseconds: number,
  random: Random,
  healing: AbortSignal,
): Promise<void> {
  // Every way, or one of them: then some connections of the process go on.
  const all = random() < 0.4;
  const chosen = Math.floor(random() * member.proxies.length);
  const proxies = member.proxies.filter((_, index) => all || index === chosen);
  switch (fault) {
    case 'cut':
      for (const proxy of proxies) proxy.cut();
      return;
    case 'stall':
    case 'stall, then cut':
      for (const proxy of proxies) proxy.stall();
      await pause(milliseconds, healing);
      if (fault === 'stall, then cut') for (const proxy of proxies) proxy.cut();
      for (const proxy of proxies) proxy.resume();
      return;
    case 'delay':
      for (const proxy of proxies) proxy.delay(between(random, 5, 400));
      await pause(milliseconds, healing);
      for (const proxy of proxies) proxy.delay(0);
      return;
    case 'freeze':
      member.freeze();
      await pause(milliseconds / 2, healing);
      member.thaw();
      return;
    case 'kill':
      await member.replace();
      return;
  }
}

async function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: ended }).catch(() => {});
}
