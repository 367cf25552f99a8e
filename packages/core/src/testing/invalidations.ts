import type { Awaitable } from '../ports.ts';
import { listening } from './invalidations-listener.ts';
import type { TestApi } from './test-api.ts';
import { within } from './within.ts';

/** That something changed for one data subject, under a pseudonym. */
export interface ChangeUnderTest {
  /** A UUID in lower case with dashes. */
  readonly key: string;
  /** The consent epoch after the change. */
  readonly epoch: number;
}

/** One end of a transport: what one process of an installation has. */
export interface InvalidationsEnd {
  publish(changes: readonly ChangeUnderTest[]): Promise<void>;
  /** As the port has it; each call is a listener with a connection of its own. */
  listen(
    heard: (changes: readonly ChangeUnderTest[]) => void,
    lost: () => void,
  ): Promise<() => Promise<void>>;
}

/** A transport with what its contract needs to be put to the test. */
export interface InvalidationsUnderTest extends InvalidationsEnd {
  /** Another installation on the same kind of transport: another prefix, channel or database. */
  readonly elsewhere: InvalidationsEnd;
  /** Sends text of no meaning the way that real messages go. */
  inject?(raw: string): Promise<void>;
  /** Ends every listener's connection, as a network does: without a word to the application. */
  cut(): Awaitable<void>;
  /** Frees what the test has opened. */
  close(): Promise<void>;
}

/** How the contract of a transport is tested. */
export interface InvalidationsContractOptions {
  /** Milliseconds that a message, or the news of a lost connection, may take. */
  readonly patience?: number;
}

/**
 * The contract of a transport of invalidations: one test for each of its promises. It may repeat and reorder, so the
 * tests look for what has arrived and not for how often or in which order.
 *
 * @param create makes a transport on which nobody listens, for each test; `close` is called after it.
 * @example
 * describeInvalidations({ test, expect }, async () => redisUnderTest(await startRedis()));
 */
export function describeInvalidations(
  api: TestApi,
  create: () => Awaitable<InvalidationsUnderTest>,
  { patience = 5_000 }: InvalidationsContractOptions = {},
): void {
  const { expect } = api;
  const eventually = (holds: () => boolean) => within(patience, holds);
  const test = (name: string, run: (transport: InvalidationsUnderTest) => Promise<void>): void => {
    api.test(`invalidations: ${name}`, async () => {
      const transport = await create();
      try {
        await run(transport);
      } finally {
        await transport.close();
      }
    });
  };

  test('a change reaches every listener, the one that published it included', async (transport) => {
    const listeners = [await listening(transport), await listening(transport)];
    const change = changeOf(1);
    await transport.publish([change]);
    for (const listener of listeners) {
      expect(await eventually(() => listener.has(change))).toBe(true);
      expect(listener.strangers([change])).toEqual([]);
    }
  });

  test('several changes in one publish arrive, each with its own epoch', async (transport) => {
    const listener = await listening(transport);
    const changes = [changeOf(0), changeOf(1), changeOf(2_147_483_647)];
    await transport.publish(changes);
    expect(await eventually(() => changes.every(listener.has))).toBe(true);
    expect(listener.strangers(changes)).toEqual([]);
  });

  test('ten thousand changes in one publish all arrive', async (transport) => {
    const listener = await listening(transport);
    const changes = Array.from({ length: 10_000 }, (_, index) => changeOf(index));
    await transport.publish(changes);
    expect(await eventually(() => changes.every(listener.has))).toBe(true);
    expect(listener.strangers(changes)).toEqual([]);
  });

  test('nothing is a publish too, and tells nobody anything', async (transport) => {
    const listener = await listening(transport);
    await transport.publish([]);
    const change = changeOf(1);
    await transport.publish([change]);
    expect(await eventually(() => listener.has(change))).toBe(true);
    expect(listener.calls.every((changes) => changes.length > 0)).toBe(true);
  });

  test('who stops listening hears nothing further, and the others go on', async (transport) => {
    const stopped = await listening(transport);
    const going = await listening(transport);
    const [before, after] = [changeOf(1), changeOf(2)];
    await transport.publish([before]);
    expect(await eventually(() => stopped.has(before) && going.has(before))).toBe(true);
    await stopped.stop();
    await stopped.stop();
    await transport.publish([after]);
    expect(await eventually(() => going.has(after))).toBe(true);
    await pause();
    expect([stopped.has(after), stopped.lost()]).toEqual([false, 0]);
  });

  test('a message that nobody can read does no harm, and later ones arrive', async (transport) => {
    if (transport.inject === undefined) return;
    const listener = await listening(transport);
    for (const raw of unreadable) await transport.inject(raw);
    const change = changeOf(1);
    await transport.publish([change]);
    expect(await eventually(() => listener.has(change))).toBe(true);
    expect([listener.strangers([change]), listener.lost()]).toEqual([[], 0]);
  });

  test('a listener whose connection is cut is told so, once', async (transport) => {
    const listeners = [await listening(transport), await listening(transport)];
    await transport.cut();
    expect(await eventually(() => listeners.every((it) => it.lost() > 0))).toBe(true);
    await pause();
    expect(listeners.map((it) => it.lost())).toEqual([1, 1]);
    for (const listener of listeners) await listener.stop();
    expect(listeners.map((it) => it.lost())).toEqual([1, 1]);
  });

  test('who has stopped listening is not told of a connection that is cut', async (transport) => {
    const stopped = await listening(transport);
    const going = await listening(transport);
    await stopped.stop();
    await transport.cut();
    expect(await eventually(() => going.lost() > 0)).toBe(true);
    await pause();
    expect(stopped.lost()).toBe(0);
  });

  test('two installations never hear each other', async (transport) => {
    const [here, there] = [await listening(transport), await listening(transport.elsewhere)];
    const [ours, theirs] = [changeOf(1), changeOf(2)];
    await transport.publish([ours]);
    await transport.elsewhere.publish([theirs]);
    expect(await eventually(() => here.has(ours) && there.has(theirs))).toBe(true);
    await pause();
    expect([here.strangers([ours]), there.strangers([theirs])]).toEqual([[], []]);
  });
}

/** What comes in by mistake, or by somebody else's hand. */
const unreadable: readonly string[] = [
  'rubbish',
  ',',
  ':',
  '{"key":"__proto__","epoch":1}',
  `${'0'.repeat(32)}:`,
  `${'0'.repeat(32)}:-1`,
  `${'0'.repeat(32)}:1.5`,
  `${'0'.repeat(32)}:1e3`,
  `${'0'.repeat(32)}:9999999999`,
  `${'0'.repeat(31)}:1`,
  `${'G'.repeat(32)}:1`,
  ` ${'0'.repeat(32)}:1`,
  `${'0'.repeat(32)}:1\n`,
  'x'.repeat(7_900),
];

function changeOf(epoch: number): ChangeUnderTest {
  return { key: crypto.randomUUID(), epoch };
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 50));
}
