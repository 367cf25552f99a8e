import { expect, test } from 'vitest';
import { createSink } from '../../fixtures/remembering-sink.ts';
import type { Running } from '../enforce/running.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';
import { createExit } from './request-exit.ts';

test('a value leaves as it was admitted, once', () => {
  const { exit, left } = givenExit();
  exit.value({ name: 'Ada' }, 200, (shaped) => left.push(shaped));
  expect(left).toEqual([{ shaped: { name: 'Ada' } }]);
  expect(() => exit.value({}, 200, (shaped) => left.push(shaped))).toThrow(PrivacyError);
  expect(() => exit.opaque(200, () => left.push('text'))).toThrow('The body was written before');
  expect(() => exit.plain(() => left.push('nothing'))).toThrow(PrivacyError);
  expect(left).toHaveLength(1);
});

test('nothing leaves before it was accepted', async () => {
  const acceptance = Promise.withResolvers<void>();
  const { exit, left } = givenExit({ accepted: acceptance.promise });
  exit.value('it', 200, (shaped) => left.push(shaped));
  expect([exit.begun, exit.open, left]).toEqual([true, false, []]);
  acceptance.resolve();
  await settled();
  expect(left).toEqual([{ shaped: 'it' }]);
});

test('what is refused is told, and does not leave', async () => {
  const refusal = new PrivacyError('response-not-declared');
  for (const accepted of [undefined, Promise.resolve()]) {
    const { exit, left, failures } = givenExit({ refusal, accepted });
    exit.value('it', 200, (shaped) => left.push(shaped));
    exit.piece(200, () => left.push('piece'));
    await settled();
    expect(left).toEqual([]);
    expect(failures[0]).toBe(refusal);
    expect(exit.begun).toBe(false);
  }
});

test('a stream is asked for before its first piece, and its pieces wait in order', async () => {
  const acceptance = Promise.withResolvers<void>();
  const { exit, left, sink } = givenExit({ accepted: acceptance.promise });
  expect(exit.piece(200, () => left.push('a'))).toBe(false);
  expect(exit.piece(200, () => left.push('b'))).toBe(false);
  acceptance.resolve();
  await settled();
  expect(left).toEqual(['a', 'b']);
  expect(sink.events).toEqual(['drain']);
  expect(exit.piece(200, () => false)).toBe(false);
  exit.end(200, false, () => left.push('end'));
  expect(left).toEqual(['a', 'b', 'end']);
});

test('after a whole answer an empty end changes nothing, and a piece is told once', () => {
  const { exit, left, failures } = givenExit();
  exit.value('it', 200, (shaped) => left.push(shaped));
  exit.end(200, false, () => left.push('end'));
  expect(failures).toEqual([]);
  expect(exit.piece(200, () => left.push('piece'))).toBe(true);
  exit.end(200, true, () => left.push('end'));
  expect(failures).toMatchObject([{ code: 'body-already-sent' }]);
  expect(left).toHaveLength(1);
});

test('pieces that wait behind the end of a stream do not leave', async () => {
  const acceptance = Promise.withResolvers<void>();
  const { exit, left, failures } = givenExit({ accepted: acceptance.promise });
  exit.end(200, true, () => left.push('end'));
  exit.piece(200, () => left.push('late'));
  acceptance.resolve();
  await settled();
  expect(left).toEqual(['end']);
  expect(failures).toMatchObject([{ code: 'body-already-sent' }]);
});

test('once the adapter has answered, nothing else leaves and nobody is told', async () => {
  const acceptance = Promise.withResolvers<void>();
  const { exit, left, failures } = givenExit({ accepted: acceptance.promise });
  exit.value('it', 200, (shaped) => left.push(shaped));
  exit.close();
  acceptance.resolve();
  await settled();
  exit.value('it', 200, (shaped) => left.push(shaped));
  exit.opaque(200, () => left.push('text'));
  exit.plain(() => left.push('nothing'));
  expect(exit.piece(200, () => left.push('piece'))).toBe(true);
  exit.end(200, true, () => left.push('end'));
  expect([left, failures, exit.closed]).toEqual([[], [], true]);
});

test('an answer that breaks off leaves as far as it was handed over, then the connection ends', async () => {
  const acceptance = Promise.withResolvers<void>();
  const { exit, left, sink } = givenExit({ accepted: acceptance.promise });
  exit.value('it', 200, (shaped) => left.push(shaped));
  exit.breakOff();
  expect(sink.destroyed).toBe(false);
  acceptance.resolve();
  await settled();
  expect([left, sink.destroyed]).toEqual([[{ shaped: 'it' }], true]);
});

test('an answer that cannot be written can still be answered with a problem', () => {
  const { exit, failures } = givenExit();
  exit.value('it', 200, () => {
    throw new TypeError('no JSON');
  });
  expect(failures).toMatchObject([{ message: 'no JSON' }]);
  expect(exit.begun).toBe(false);
});

test('what leaves is kept by no cache, unless the application keeps it private', () => {
  for (const [said, kept] of [
    [undefined, 'no-store'],
    ['public, max-age=0', 'no-store'],
    ['private, max-age=60', 'private, max-age=60'],
    ['no-store', 'no-store'],
  ] as const) {
    const { exit, sink } = givenExit();
    if (said !== undefined) sink.setHeader('Cache-Control', said);
    exit.value('it', 200, () => undefined);
    expect(sink.getHeader('Cache-Control')).toBe(kept);
  }
});

function givenExit({
  accepted,
  refusal,
}: {
  accepted?: Promise<void> | undefined;
  refusal?: Error;
} = {}) {
  const answer = <T>(given: T): Awaitable<T> => {
    const admitted = (): T => {
      if (refusal !== undefined) throw refusal;
      return given;
    };
    return accepted === undefined ? admitted() : accepted.then(admitted);
  };
  const running: Pick<Running, 'serve' | 'serveOpaque'> = {
    serve: (value) => answer({ shaped: value }),
    serveOpaque: () => answer(undefined),
  };
  const sink = createSink();
  const failures: unknown[] = [];
  const left: unknown[] = [];
  // Only the way out is looked at here.
  const exit = createExit(running as Running, sink, (error) => failures.push(error));
  return { exit, sink, failures, left };
}

/** After everything that was promised so far. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
